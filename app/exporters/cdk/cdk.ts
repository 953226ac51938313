import type { Export, ExportedFile, Exporter } from '../exporter.ts'
import { readStated } from '../imported/read-stated.ts'
import { toSealed } from '../kept-regions.ts'
import { toAppTest } from './app-test.ts'
import { toConstructFiles } from './construct-files.ts'
import { toImageFiles } from './containers.ts'
import { toData } from './data.ts'
import { toWiring } from './links.ts'
import { toLosses } from './losses.ts'
import { originLosses } from './origin-losses.ts'
import { toPlan } from './plan.ts'
import { toProjectFiles } from './project-files.ts'
import { toReadme } from './readme.ts'
import settings from './sources/settings.ts?raw'
import { toStacks } from './stacks.ts'
import { appFile, extendFile, handlerFile, toSystem } from './system.ts'

/** Writes a sound design as an AWS CDK application in TypeScript. */
export const cdkExporter: Exporter = {
  id: 'cdk',
  label: 'AWS CDK',
  summary: 'A TypeScript application for AWS: Fargate, managed databases and queues, alarms, tests and a README.',
  icon: 'cloud',
  output: 'folder',
  needs: ['runtime'],
  readsOrigin: true,
  export(design, { runtimeBundle, designFolder, places }): Export {
    const origin = readStated(design, places)
    const plan = toPlan(design, designFolder, origin.stated)
    const wiring = toWiring(plan)
    const data = toData(plan, wiring)
    const stacks = toStacks(plan, wiring, data)
    const losses = [...toLosses(plan, wiring), ...origin.losses, ...originLosses(plan)]
    const functions = plan.parts.filter(({ role }) => role === 'function')
    const files: ExportedFile[] = [
      { path: 'README.md', content: toReadme(plan, wiring, data, losses, stacks) },
      ...toProjectFiles(plan, data),
      source('bin/app.ts', appFile),
      source('lib/system.ts', toSystem(plan, stacks)),
      source('lib/settings.ts', settings),
      ...stacks.map(({ file, text }) => source(`lib/${file}.ts`, text)),
      ...toConstructFiles(plan, data, stacks),
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
