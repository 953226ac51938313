import { arrayOf, commentOf, quoted } from './code.ts'
import type { Plan } from './plan.ts'

/** A stack as it is made: what it is given besides its account and region. */
export interface MadeStack {
  variable: string
  className: string
  file: string
  /** Behind the name of the system. */
  suffix: string
  /** `network`, or `idleTimeout: Duration.seconds(60)`. */
  props: string[]
  isProtected?: boolean
  /** Its properties are given in durations. */
  needsDuration?: boolean
}

/** The stacks, joined: what `bin/app.ts` deploys and the tests look at. They are deployed in this order. */
export function toSystem({ title, prefix, slug }: Plan, stacks: MadeStack[]): string {
  const classes = [...stacks].sort((a, b) => (a.file < b.file ? -1 : 1))
  const made = stacks.flatMap((stack) => declare(stack, prefix))
  const needsDuration = stacks.some(({ needsDuration }) => needsDuration)
  const all = ['app', 'settings', ...stacks.map(({ variable }) => variable)]
  const line = `  const system = { ${all.join(', ')} };`
  return `import { type App, ${needsDuration ? 'Duration, ' : ''}Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
${classes
  .filter(({ file }) => file < 'custom')
  .map(toImport)
  .join('')}import { extend } from './custom/extend.ts';
${classes
  .filter(({ file }) => file >= 'custom')
  .map(toImport)
  .join('')}import { readSettings } from './settings.ts';

export type System = ReturnType<typeof createSystem>;

${commentOf(title)}
export function createSystem(app: App) {
  const settings = readSettings(app);
  const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: settings.region };
${made.join('')}  Tags.of(app).add('application', ${quoted(slug)});
${line.length <= 120 ? line : `  const system = {\n${all.map((each) => `    ${each},\n`).join('')}  };`}
  extend(system);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return system;
}
`
}

function toImport({ className, file }: MadeStack): string {
  return `import { ${className} } from './${file}.ts';\n`
}

function declare({ variable, className, suffix, props, isProtected }: MadeStack, prefix: string): string {
  const given = ['env', ...props, ...(isProtected ? ['terminationProtection: true'] : [])]
  const head = `  const ${variable} = new ${className}(app, ${quoted(`${prefix}${suffix}`)}, `
  const line = `${head}{ ${given.join(', ')} });\n`
  return line.length <= 121 ? line : `${head}{\n${given.map((each) => `    ${each},\n`).join('')}  });\n`
}

/** `apis: ['ecr.api', …]` */
export function apisOf(names: string[]): string {
  return `apis: ${arrayOf(names.map(quoted), 10).replaceAll('\n', '\n    ')}`
}

export const appFile = `import { App } from 'aws-cdk-lib';
import { createSystem } from '../lib/system.ts';

createSystem(new App());
`

export const extendFile = `import type { System } from '../system.ts';

/**
 * This file is yours: it is written once and never again. Add to the system here what the design does not know,
 * such as a domain name, a web application firewall, or permissions of a service.
 */
export function extend(_system: System): void {}
`

/** The handler of a function, to begin with. */
export const handlerFile = `// This file is yours: it is written once and never again.
export const handler = async (event) => {
  console.log(JSON.stringify({ received: event }));
  return { statusCode: 200, body: 'ok' };
};
`
