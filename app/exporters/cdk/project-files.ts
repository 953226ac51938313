import type { ExportedFile } from '../exporter.ts'
import type { Plan } from './plan.ts'
import cdkJson from './sources/cdk.json?raw'
import tsconfig from './sources/tsconfig.json?raw'

/** Exact, since a CDK application that builds today should build in a year. The command line has its own numbers. */
const dependencies = { 'aws-cdk-lib': '2.276.0', 'cdk-nag': '3.0.2', constructs: '10.8.1' }
export const toolchain = {
  dependencies,
  devDependencies: { '@types/node': '24.19.2', 'aws-cdk': '2.1148.1', typescript: '5.9.3' },
}

const ignored = 'node_modules/\ncdk.out/\ncdk.context.json\n'

export function toProjectFiles({ slug }: Plan): ExportedFile[] {
  const manifest = {
    name: slug,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=22.18' },
    scripts: { build: 'tsc', test: 'tsc && node --test', synth: 'cdk synth --quiet', diff: 'cdk diff', deploy: 'cdk deploy --all' },
    ...toolchain,
  }
  return [
    { path: 'package.json', content: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'cdk.json', content: cdkJson },
    { path: 'tsconfig.json', content: tsconfig },
    { path: '.gitignore', content: ignored },
  ]
}
