// Types of breachmap/remark.

export interface Options {
  /** The folder of the site into which pictures and data are written. */
  folder: string;
  /** The address of that folder in the built site, such as `/incidents/`. */
  address: string;
  /** Who may read the site, as TLP 2.0 says it; what is marked above is left out. `clear` if absent. */
  marking?: 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';
  /** Whether the live element stands where its script is loaded; the picture shows until then. */
  live?: boolean;
  /** The height of the live element in CSS pixels, 480 if absent. */
  height?: number;
  /** The language of picture and element, such as `ja`; English if absent. */
  lang?: string;
}

/** A plugin for remark; it fails the build where an incident cannot be read. */
export default function breachmap(options: Options): (tree: any, file: any) => void;
