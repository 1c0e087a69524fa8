//! Places hosts, zones and pivots on the plane, once per incident.
