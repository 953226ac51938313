import { RunFailure } from '../../app/run/engine.ts'

/**
 * Which paths of a build folder its `.dockerignore` keeps out of the build, as Docker itself decides: a pattern strikes a path
 * where it matches the path or a folder above it, the last pattern that strikes decides, and `!` brings back.
 * https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export interface DockerIgnore {
  /** `path` counts from the folder, with slashes. */
  excludes(path: string): boolean
  /** Whether nothing below an excluded folder can come back, so that nobody need look into it. */
  excludesAllOf(folder: string): boolean
}

interface Rule {
  parts: Part[]
  bringsBack: boolean
  /** The names that its first folders must have, up to the first that has a wildcard. */
  plainFolders: string[]
  /** Whether the pattern is these names and no more. */
  isPlain: boolean
}

/** History and what a package manager put there; a line such as `!node_modules` brings them back. */
const always = ['**/.git', '**/node_modules']
/** The engine needs both to build, and takes those that are excluded out of the context itself. */
const needed = ['!Dockerfile', '!.dockerignore']

/** `file` names the file in the sentence about a line that Docker would refuse; throws it as a RunFailure. */
export function parseDockerIgnore(text: string, file: string): DockerIgnore {
  const written = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const own = written.flatMap((line, index) => toRule(line, `${file}:${index + 1}`) ?? [])
  const rules = [...always.flatMap((line) => toRule(line, file) ?? []), ...own, ...needed.flatMap((line) => toRule(line, file) ?? [])]
  const exceptions = rules.filter(({ bringsBack }) => bringsBack)
  const excludes = (path: string) => {
    let excluded = false
    let struck = rules.map(() => false)
    // From the outermost folder to the path: what struck a folder strikes all in it. A pattern that could not change the answer
    // there is not heard, which Docker remembers too.
    for (const each of [...foldersAbove(path), path]) {
      excluded = false
      struck = rules.map(({ parts, bringsBack }, index) => {
        const strikes = struck[index] === true || (excluded === bringsBack && matches(parts, each))
        if (strikes) excluded = !bringsBack
        return strikes
      })
    }
    return excluded
  }
  return { excludes, excludesAllOf: (folder) => excludes(folder) && !exceptions.some((rule) => mayMatchBelow(rule, folder)) }
}

// ` !logs/*.log ` → an exception for logs/*.log
function toRule(line: string, place: string): Rule | undefined {
  if (line.startsWith('#')) return undefined
  const trimmed = line.trim()
  if (trimmed === '') return undefined
  const bringsBack = trimmed.startsWith('!')
  const pattern = cleaned(bringsBack ? trimmed.slice(1).trim() : trimmed)
  if (pattern === undefined) throw refuse(place, '"!" alone brings nothing back', 'write a path behind it')
  const folders = pattern.split('/')
  const firstWild = folders.findIndex((name) => /[*?[\\]/.test(name))
  return {
    parts: toParts(pattern, place),
    bringsBack,
    plainFolders: firstWild === -1 ? folders : folders.slice(0, firstWild),
    isPlain: firstWild === -1,
  }
}

/** `/a//./b/../c/` is `a/c`; undefined where nothing is left to clean. */
function cleaned(pattern: string): string | undefined {
  if (pattern === '') return undefined
  const names: string[] = []
  for (const name of pattern.split('/')) {
    if (name === '' || name === '.') continue
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') names.pop()
    else if (name !== '..' || !pattern.startsWith('/')) names.push(name)
  }
  return names.length === 0 ? '.' : names.join('/')
}

/** A part of a pattern. `folders` is any number of whole folders, `rest` whatever follows. */
type Part = 'star' | 'folders' | 'rest' | ((sign: string) => boolean)

/** The parts of a pattern: those of Go's `filepath.Match`, and `**`. */
function toParts(pattern: string, place: string): Part[] {
  const parts: Part[] = []
  const signs = [...pattern]
  for (let at = 0; at < signs.length; at++) {
    const sign = signs[at] ?? ''
    if (sign === '*' && signs[at + 1] === '*') {
      while (signs[at + 1] === '*') at++
      // `**.pem` is whatever ends so.
      const isEnding = at === 1 && !/[*?[\\/]/.test(signs.slice(2).join(''))
      if (signs[at + 1] === '/') at++
      parts.push(isEnding || at + 1 === signs.length ? 'rest' : 'folders')
    } else if (sign === '[') {
      const { part, end } = toClass(signs, at + 1, place)
      parts.push(part)
      at = end
    } else if (sign === '\\') {
      const escaped = signs[++at]
      if (escaped === undefined) throw refuse(place, 'ends in a backslash', 'write the sign that it escapes behind it')
      parts.push((given) => given === escaped)
    } else if (sign === '*') parts.push('star')
    else parts.push(sign === '?' ? (given) => given !== '/' : (given) => given === sign)
  }
  return parts
}

/** `[^a-z\]]`, of which `at` is the first sign within; `end` is where its bracket closes. */
function toClass(signs: string[], at: number, place: string): { part: Part; end: number } {
  const isOpposite = signs[at] === '^'
  const ranges: [string, string][] = []
  let end = isOpposite ? at + 1 : at
  const next = () => (signs[end] === '\\' ? signs[++end] : signs[end])
  for (; signs[end] !== ']' || ranges.length === 0; end++) {
    const low = signs[end] === ']' ? undefined : next()
    let high = low
    if (signs[end + 1] === '-' && signs[end + 2] !== ']') {
      end += 2
      high = next()
    }
    if (low === undefined || high === undefined) {
      throw refuse(place, 'has a [ without its ]', 'close the brackets, or write \\[ for the sign itself')
    }
    if (low > high) throw refuse(place, `has the range ${low}-${high}, which is backwards`, `write ${high}-${low}`)
    ranges.push([low, high])
  }
  return { part: (given) => ranges.some(([low, high]) => low <= given && given <= high) !== isOpposite, end }
}

/**
 * Whether the parts are the whole path. All ways to read the pattern are followed at once, so that no pattern takes longer than
 * its length times the path's.
 */
function matches(parts: readonly Part[], path: string): boolean {
  let reached = new Set<number>()
  const enter = (into: Set<number>, at: number) => {
    into.add(at)
    if (typeof parts[at] === 'string') enter(into, at + 1)
  }
  enter(reached, 0)
  for (const sign of path) {
    const next = new Set<number>()
    for (const at of reached) {
      const part = parts[at]
      if (typeof part === 'function' && part(sign)) enter(next, at + 1)
      if (part === 'rest' || (part === 'star' && sign !== '/')) enter(next, at)
      if (part !== 'folders') continue
      next.add(at)
      if (sign === '/') enter(next, at + 1)
    }
    reached = next
  }
  return reached.has(parts.length)
}

function foldersAbove(path: string): string[] {
  const names = path.split('/')
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'))
}

/** Whether the pattern may strike something in this folder, or a folder above it, which would bring it back whole. */
function mayMatchBelow({ plainFolders, isPlain }: Rule, folder: string): boolean {
  const names = folder.split('/')
  const common = Math.min(names.length, plainFolders.length)
  if (names.slice(0, common).some((name, index) => name !== plainFolders[index])) return false
  // A plain pattern above the folder has been heard when the folder itself was judged.
  return !isPlain || plainFolders.length > names.length
}

function refuse(place: string, what: string, remedy: string): RunFailure {
  return new RunFailure(`${place} ${what}: ${remedy}.`)
}
