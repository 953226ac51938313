import { commentOf, quoted } from './code.ts'
import type { Plan } from './plan.ts'

/** What stands in the application besides the network. */
export interface Stacks {
  hasData: boolean
  /** What the services and the observability are told of. */
  servicesNeedSettings: boolean
  dataNeedsVpc: boolean
  observes: { services: boolean; data: boolean }
}

/** The stacks, joined: what `bin/app.ts` deploys and the tests look at. */
export function toSystem({ title, prefix, slug }: Plan, { hasData, servicesNeedSettings, observes, dataNeedsVpc }: Stacks): string {
  const id = (stack: string) => quoted(`${prefix}${stack}`)
  const dataProps = ['env', ...(dataNeedsVpc ? ['vpc: network.vpc'] : []), 'terminationProtection: true']
  const serviceProps = ['env', 'vpc: network.vpc', ...(hasData ? ['data'] : []), ...(servicesNeedSettings ? ['settings'] : [])]
  const observed = ['env', ...(observes.services ? ['services'] : []), ...(observes.data ? ['data'] : []), 'settings']
  return `import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { extend } from './custom/extend.ts';
${hasData ? "import { DataStack } from './data-stack.ts';\n" : ''}import { NetworkStack } from './network-stack.ts';
import { ObservabilityStack } from './observability-stack.ts';
import { ServicesStack } from './services-stack.ts';
import { readSettings } from './settings.ts';

export type System = ReturnType<typeof createSystem>;

${commentOf(title)}
export function createSystem(app: App) {
  const settings = readSettings(app);
  const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: settings.region };
  const network = new NetworkStack(app, ${id('Network')}, { env, settings });
${hasData ? `  const data = new DataStack(app, ${id('Data')}, { ${dataProps.join(', ')} });\n` : ''}  const services = new ServicesStack(app, ${id('Services')}, { ${serviceProps.join(', ')} });
  const observability = new ObservabilityStack(app, ${id('Observability')}, { ${observed.join(', ')} });
  Tags.of(app).add('application', ${quoted(slug)});
  const system = { app, settings, network, ${hasData ? 'data, ' : ''}services, observability };
  extend(system);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return system;
}
`
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
