// \n , : [ {
const marks = new Set([10, 44, 58, 91, 123])

/** Whether a text has more of the signs that begin something in YAML than this; it stops counting there. */
export function hasMoreMarks(text: string, most: number): boolean {
  let found = 0
  for (let at = 0; at < text.length; at += 1) {
    if (!marks.has(text.charCodeAt(at))) continue
    found += 1
    if (found > most) return true
  }
  return false
}
