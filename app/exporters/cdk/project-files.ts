import type { ExportedFile } from '../exporter.ts'
import type { Data } from './data.ts'
import type { Plan } from './plan.ts'
import cdkJson from './sources/cdk.json?raw'
import toolchain from './sources/toolchain.json?raw'
import tsconfig from './sources/tsconfig.json?raw'

/** Services whose secrets nobody has filled in yet wait until a person says so. */
const asked = '"alarmEmail": "",\n'
const waiting = '    "secretsFilled": false,\n'
const ignored = 'node_modules/\ncdk.out/\n'

export function toProjectFiles({ slug }: Plan, { secrets }: Data): ExportedFile[] {
  const manifest = {
    name: slug,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=22.18' },
    scripts: { build: 'tsc', test: 'tsc && node --test', synth: 'cdk synth --quiet', diff: 'cdk diff', deploy: 'cdk deploy --all' },
    // Exact, since an application that builds today should build in a year. The command line has numbers of its own.
    ...(JSON.parse(toolchain) as object),
  }
  return [
    { path: 'package.json', content: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'cdk.json', content: secrets.length > 0 ? cdkJson.replace(asked, `$&${waiting}`) : cdkJson },
    { path: 'tsconfig.json', content: tsconfig },
    { path: '.gitignore', content: ignored },
  ]
}
