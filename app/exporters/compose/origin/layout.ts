import type { Layout } from '../../../design/render-yaml.ts'

/** The manner in which a Compose file is written. */
export function composeLayout(text: string): Layout {
  // "  web:" below "services:"
  const step = /^services:[^\n]*\n(?:\s*(?:#[^\n]*)?\n)*( +)\S/m.exec(text)?.[1]?.length ?? 2
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    step,
    padding: !/\{[^\s}$]/.test(text) || /\{ \S/.test(text),
    json: text.trimStart().startsWith('{'),
    version: 'yaml-1.1',
  }
}
