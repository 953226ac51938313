/** Levels of a YAML file, which no design and no Compose file comes near. */
export const maxDepth = 64

/** The parser descends once per level, so depth is bounded before it begins: by brackets, by dashes, by steps of indentation. */
export function isDeep(text: string): boolean {
  let brackets = 0
  let indents: number[] = []
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length
    if (indent === line.length) continue
    indents = indents.filter((earlier) => earlier < indent)
    indents.push(indent)
    for (const sign of line) {
      if (sign === '[' || sign === '{') brackets += 1
      else if (sign === ']' || sign === '}') brackets = Math.max(0, brackets - 1)
      if (brackets > maxDepth) return true
    }
    // "- - - x" nests three deep on one line.
    if (indents.length > maxDepth || /^\s*(?:[-?] +){65}/.test(line)) return true
  }
  return false
}

/**
 * What is read from a text, or undefined where reading goes deeper than any stack: `a: a: a: …` on one line nests as well, and cannot be
 * told from a long sentence before it is parsed.
 */
export function unlessTooDeep<Read>(read: () => Read): Read | undefined {
  try {
    return read()
  } catch (error) {
    // The only RangeError of a parser that makes no text and no list of a given length.
    if (error instanceof RangeError) return undefined
    throw error
  }
}
