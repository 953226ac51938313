import { indented, widest } from './code.ts'

/**
 * A file of the exported application while it is written. A piece of its text gets the names it uses from here, and by that the file
 * imports them: nothing is looked for in the text afterwards, where what people wrote may look like code.
 */
export interface Module {
  /** `Duration`: a value of a module. */
  value(name: string, from: string): string
  /** `StackProps`: a type only. */
  type(name: string, from: string): string
  /** `ecs`: all of a module. */
  all(alias: string, from: string): string
  allTypes(alias: string, from: string): string
  /** A property that the stack of this file is given: `data`, of the type `DataStack`. */
  prop(name: string, type: string): string
  /** What has been asked for so far. */
  props(): { name: string; type: string }[]
  /** The imports as the first lines of the file. */
  imports(): string
}

interface Imported {
  names: Map<string, { isType: boolean }>
  all: Map<string, { isType: boolean }>
}

export function createModule(): Module {
  const imported = new Map<string, Imported>()
  const props = new Map<string, string>()
  const add = (kind: keyof Imported, name: string, from: string, isType: boolean) => {
    const module = imported.get(from) ?? { names: new Map(), all: new Map() }
    imported.set(from, module)
    const before = module[kind].get(name)
    module[kind].set(name, { isType: isType && (before?.isType ?? true) })
    return name
  }
  return {
    value: (name, from) => add('names', name, from, false),
    type: (name, from) => add('names', name, from, true),
    all: (alias, from) => add('all', alias, from, false),
    allTypes: (alias, from) => add('all', alias, from, true),
    prop: (name, type) => {
      props.set(name, type)
      return name
    },
    props: () => [...props].map(([name, type]) => ({ name, type })).sort((a, b) => compared(a.name, b.name)),
    imports: () =>
      [...imported]
        .sort(([a], [b]) => byPath(a, b))
        .map(toImports)
        .join(''),
  }
}

function toImports([from, { names, all }]: [string, Imported]): string {
  const whole = [...all]
    .sort(([a], [b]) => compared(a, b))
    .map(([alias, { isType }]) => `import ${isType ? 'type ' : ''}* as ${alias} from '${from}';\n`)
  return `${whole.join('')}${names.size === 0 ? '' : toNamedImport(from, [...names])}`
}

function toNamedImport(from: string, names: [string, { isType: boolean }][]): string {
  const areTypes = names.every(([, { isType }]) => isType)
  const words = names
    .sort(([a], [b]) => compared(a.toLowerCase(), b.toLowerCase()))
    .map(([name, { isType }]) => (isType && !areTypes ? `type ${name}` : name))
  const head = `import ${areTypes ? 'type ' : ''}`
  const line = `${head}{ ${words.join(', ')} } from '${from}';`
  return line.length <= widest ? `${line}\n` : `${head}{\n${indented(`${words.join(',\n')},`, 1)}\n} from '${from}';\n`
}

/** Packages come before the application's own files. */
function byPath(a: string, b: string): number {
  return Number(a.startsWith('.')) - Number(b.startsWith('.')) || compared(a, b)
}

function compared(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
