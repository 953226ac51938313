/**
 * Where the key of the web host's page stands. A cookie goes to every port of 127.0.0.1, so a server on another port has it; what a
 * page stores belongs to its one port, so the key has to be there as well.
 */
export const pageKey = {
  /** In the storage that all pages of the origin share. */
  stored: 'microcosm-key',
  /** With every request. */
  header: 'x-microcosm-key',
  /** In the address of the event stream, for which a browser sends no header of ours. */
  parameter: 'key',
}
