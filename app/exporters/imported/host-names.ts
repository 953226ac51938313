const settings = /host|url|uri|addr|server|endpoint|broker|node|service|upstream|target|peer|^db$/i

/** A text with another name for a host: where the host is all that a setting of this name holds, and wherever hosts stand in texts. */
export function renameHost(text: string, setting: string, from: string, to: string): string {
  return text === from && settings.test(setting) ? to : text.replace(asHost(from), `$1${to}`)
}

/** A host behind what comes before one (`//`, `@`), or before a port. */
export function asHost(name: string): RegExp {
  const host = escaped(name)
  return new RegExp(`(//|@|(?<![\\w.-])(?=${host}:\\d))${host}(?![\\w-]|\\.\\w)`, 'g')
}

/** Whether a command names a host: as texts do, as a word of its own, or behind `-h` and `--host`. */
export function commandNames(word: string, host: string): boolean {
  return (
    word === host ||
    asHost(host).test(word) ||
    new RegExp(`(?:^|\\s)(?:-h\\s*|--host(?:name)?[=\\s])${escaped(host)}(?![\\w.-])`).test(word)
  )
}

/** A host as a word of its own, whatever stands around it. */
export const wordOf = (host: string) => new RegExp(`(?<![\\w.-])${escaped(host)}(?![\\w-])`)

/** A text that a regular expression finds as it stands. */
export const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
