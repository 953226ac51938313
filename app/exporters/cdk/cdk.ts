import type { Export, ExportedFile, Exporter } from '../exporter.ts'
import { toSealed } from '../kept-regions.ts'
import { toAppTest } from './app-test.ts'
import { toConstructFiles } from './construct-files.ts'
import { toImageFiles } from './containers.ts'
import { isEmpty, storeOf, toData, toDataStack } from './data-stack.ts'
import { toEntrances } from './entrances.ts'
import { toWiring } from './links.ts'
import { toLosses } from './losses.ts'
import { observes, toObservabilityStack } from './observability-stack.ts'
import { toPlan } from './plan.ts'
import { toProjectFiles } from './project-files.ts'
import { toReadme } from './readme.ts'
import { toServicesStack } from './services-stack.ts'
import networkStack from './sources/network-stack.ts?raw'
import settings from './sources/settings.ts?raw'
import { appFile, extendFile, handlerFile, toSystem } from './system.ts'

/** Writes a sound design as an AWS CDK application in TypeScript. */
export const cdkExporter: Exporter = {
  id: 'cdk',
  label: 'AWS CDK',
  summary: 'A TypeScript application for AWS: Fargate, managed databases and queues, alarms, tests and a README.',
  icon: 'cloud',
  output: 'folder',
  needs: ['runtime'],
  export(design, { runtimeBundle, designFolder }): Export {
    const plan = toPlan(design, designFolder)
    const wiring = toWiring(plan)
    const data = toData(plan, wiring)
    const losses = toLosses(plan, wiring)
    const observability = toObservabilityStack(plan, data)
    const stacks = {
      hasData: !isEmpty(data),
      dataNeedsVpc: data.stores.some((part) => storeOf(part).inNetwork),
      servicesNeedSettings: toEntrances(plan).length > 0,
      observes: observes(observability),
    }
    const functions = plan.parts.filter(({ role }) => role === 'function')
    const files: ExportedFile[] = [
      { path: 'README.md', content: toReadme(plan, wiring, data, losses) },
      ...toProjectFiles(plan),
      source('bin/app.ts', appFile),
      source('lib/system.ts', toSystem(plan, stacks)),
      source('lib/settings.ts', settings),
      source('lib/network-stack.ts', networkStack),
      ...(stacks.hasData ? [source('lib/data-stack.ts', toDataStack(plan, wiring, data))] : []),
      source('lib/services-stack.ts', toServicesStack(plan, wiring, data)),
      source('lib/observability-stack.ts', observability),
      ...toConstructFiles(plan, data),
      { path: 'lib/custom/extend.ts', content: extendFile, keep: 'once' },
      source('test/app.test.ts', toAppTest(plan, wiring, data)),
      ...functions.map(({ id }): ExportedFile => ({ path: `functions/${id}/index.mjs`, content: handlerFile, keep: 'once' })),
      ...toImageFiles(plan, runtimeBundle),
    ]
    return { files, losses }
  },
}

function source(path: string, text: string): ExportedFile {
  return { path, content: toSealed(text), keep: 'regions' }
}
