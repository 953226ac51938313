import type { YamlSource } from '../../app/design/yaml-source.ts'

/** The lines of the design's text in which this part stands, without the indent they share; undefined where it is not there. */
export function sliceOf({ text, tree }: Pick<YamlSource, 'text' | 'tree'>, path: (string | number)[]): string | undefined {
  const node = tree.getIn(path, true)
  const range =
    typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number, number, number] | undefined) : undefined
  if (!range) return undefined
  const from = text.lastIndexOf('\n', range[0] - 1) + 1
  // The key stands on the line above what it holds, unless they share a line.
  const keyFrom = text.slice(from, range[0]).trim() === '' ? text.lastIndexOf('\n', from - 2) + 1 : from
  const lines = text.slice(keyFrom, range[1]).trimEnd().split('\n')
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(indent)).join('\n')
}
