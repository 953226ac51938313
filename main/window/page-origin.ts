/** The page's own scheme and host: `file:` would let it read the disk, and `http:` would need a server. */
export const pageScheme = 'app'
export const pageOrigin = `${pageScheme}://microcosm`
