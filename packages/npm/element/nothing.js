// Where there is no page, as when a site is built on a server, there is no element.
export {};
