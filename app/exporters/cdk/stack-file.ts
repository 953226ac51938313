import { indented, widest } from './code.ts'
import type { StackOf } from './layout.ts'
import type { Module } from './module.ts'

export interface StackText {
  about: string
  fields: string[]
  /** Statements of the constructor, of which each block stands apart. */
  blocks: string[]
  /** Methods behind the constructor. */
  methods?: string
  /** Name of the region that is the person's own. */
  yours: string
}

/** A file, and the names of the properties that its stack is given. */
export interface WrittenFile {
  text: string
  props: string[]
}

/** A file with the class of one stack, which is given what its statements have asked the module for. */
export function toStackFile(
  { className }: Pick<StackOf<unknown>, 'className'>,
  module: Module,
  { about, fields, blocks, yours, methods }: StackText,
): WrittenFile {
  module.value('Stack', 'aws-cdk-lib')
  module.type('StackProps', 'aws-cdk-lib')
  module.type('Construct', 'constructs')
  const props = module.props()
  const taken = taking(props.map(({ name }) => name))
  const statements = [...(props.length > 0 ? [taken] : []), ...blocks.filter(Boolean)].join('\n\n')
  const given = `export interface ${className}Props extends StackProps {\n${props.map(({ name, type }) => `  readonly ${name}: ${type};\n`).join('')}}\n\n`
  const text = `${module.imports()}
${props.length > 0 ? given : ''}/** ${about} */
export class ${className} extends Stack {
${fields.length > 0 ? `${indented(fields.join('\n'), 1)}\n\n` : ''}  constructor(scope: Construct, id: string, props${props.length > 0 ? `: ${className}Props` : '?: StackProps'}) {
    super(scope, id, props);
${statements === '' ? '' : `${indented(statements, 2)}\n`}
    // <yours ${yours}>
    // </yours>
  }
${methods ?? ''}}
`
  return { text, props: props.map(({ name }) => name) }
}

/** `const { data, edge } = props;` at the depth of a constructor, as a formatter breaks it. */
function taking(names: string[]): string {
  const room = widest - 4
  const pattern = `const { ${names.join(', ')} } =`
  if (`${pattern} props;`.length <= room) return `${pattern} props;`
  return pattern.length <= room ? `${pattern}\n  props;` : `const {\n${names.map((name) => `  ${name},\n`).join('')}} = props;`
}
