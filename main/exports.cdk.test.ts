import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../app/design/design.ts'
import { cdkExporter } from '../app/exporters/cdk/cdk.ts'
import { importedShop } from '../app/exporters/cdk/fixtures/imported-shop.ts'
import { largeSystem } from '../app/exporters/cdk/fixtures/large-system.ts'
import { oneOfEach } from '../app/exporters/cdk/fixtures/one-of-each.ts'
import type { ExportPlaces } from '../app/exporters/exporter.ts'
import { strangeDesign } from '../app/exporters/fixtures/strange-names.ts'
import { readStated } from '../app/exporters/imported/read-stated.ts'
import { writeExport } from './files/export-folder.ts'
import { toSoundDesign } from './files/sound-design.ts'
import { newSecret } from './new-secret.ts'

/** What the exporter writes, given to the tools that an engineer at AWS would give it to. Nothing here has credentials. */

const execute = promisify(execFile)
const examples = join('assets', 'examples')
const toolchain = resolve(process.env.MICROCOSM_CDK_TOOLCHAIN ?? join('.cache', 'cdk-toolchain'))
const skipped = process.env.MICROCOSM_SKIP_CDK
const formatting = {
  formatter: { indentStyle: 'space', lineWidth: 120 },
  javascript: { formatter: { quoteStyle: 'single', semicolons: 'always' } },
  linter: { enabled: false },
}

describe.skipIf(skipped)(skipped ? `exported CDK applications (skipped: ${skipped})` : 'exported CDK applications', async () => {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'microcosm-cdk-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  const names = (await readdir(examples)).filter((name) => name.endsWith('.microcosm.yaml'))
  const designs: [name: string, design: Design, places?: ExportPlaces | undefined][] = [
    ['one-of-each', oneOfEach],
    ['large-system', largeSystem],
    // All strange names in one application: compiling each by itself would take a minute for each.
    ['strange-names', strangeDesign()],
    ['import-shop', importedShop.design, importedShop.options.places],
    ...(await Promise.all(
      names.map(async (name): Promise<[string, Design]> => [name, toSoundDesign(await readFile(join(examples, name), 'utf8'))]),
    )),
  ]

  test.concurrent.each(designs)(
    'of %s are typed, formatted, accepted by AWS rules, and pass their own tests',
    async (name, design, places) => {
      // What is built from the folder around the exported application has that application in its build folder.
      const folder = places ? join(root, name, 'out') : join(root, name)
      await exportTo(folder, design, places)
      expect(await run(folder, [toolIn('typescript', 'bin/tsc')])).toBe('')
      await writeFile(join(folder, 'biome.json'), JSON.stringify(formatting))
      await execute(resolve('node_modules', '.bin', 'biome'), ['format', 'bin', 'lib', 'test'], { cwd: folder })
      // Its tests synthesize it, which is the long part: what they leave is looked at afterwards.
      expect(await run(folder, ['--test', '--test-reporter=spec'], { CDK_OUTDIR: join(folder, 'cdk.out') })).toMatch(/fail 0\b/)
      expect(await findingsIn(folder)).toEqual([])
    },
  )

  test('are synthesized by the command line, with a certificate and an address for alarms', async () => {
    const folder = join(root, 'command-line')
    const design = designs.find(([name]) => name.startsWith('api-gateway'))?.[1] ?? oneOfEach
    await exportTo(folder, design)
    const certificate = 'certificateArn=arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012'
    const settings = ['-c', certificate, '-c', 'alarmEmail=on-call@example.com']
    await run(folder, [toolIn('aws-cdk', 'bin/cdk'), 'synth', '--quiet', '--no-notices', ...settings])
    const template = await readFile(join(folder, 'cdk.out', 'ApiGatewayEdge.template.json'), 'utf8')
    expect(template).toContain('"Protocol": "HTTPS"')
    expect(await findingsIn(folder)).toEqual([])
  })

  test('fail to synthesize as soon as something is not accounted for', async () => {
    const folder = join(root, 'unaccounted')
    await exportTo(folder, oneOfEach)
    const edge = join(folder, 'lib', 'edge-stack.ts')
    await writeFile(edge, (await readFile(edge, 'utf8')).replace('AwsSolutions-EC23', 'AwsSolutions-EC29'))
    await expect(synthesize(folder)).rejects.toThrow(/0\.0\.0\.0\/0 or ::\/0 inbound access/)
  })

  async function exportTo(folder: string, design: Design, places?: ExportPlaces): Promise<void> {
    const { files } = cdkExporter.export(design, { runtimeBundle: 'export {}\n', newSecret, version: '0.0.0', ...(places && { places }) })
    await writeExport(folder, files, { to: 'cdk', edited: 'refuse' })
    await symlink(join(toolchain, 'node_modules'), join(folder, 'node_modules'), 'junction')
    const stated = readStated(design, places).stated.components
    for (const [id, { build }] of Object.entries(design.components)) {
      if (typeof build !== 'string') continue
      const dockerfile = join(folder, build, stated.get(id)?.build?.dockerfile ?? 'Dockerfile')
      await mkdir(dirname(dockerfile), { recursive: true })
      await writeFile(dockerfile, 'FROM scratch\n')
    }
  }
})

/** Errors of the validator that AWS publishes, and whatever the rules of AwsSolutions have left. */
async function findingsIn(folder: string): Promise<string[]> {
  const assembly = join(folder, 'cdk.out')
  const templates = (await readdir(assembly)).filter((name) => name.endsWith('.template.json'))
  expect(templates.length).toBeGreaterThan(2)
  const found = templates.flatMap((name) =>
    validator()
      .validate(join(assembly, name))
      .filter(({ severity }) => /fatal|error/i.test(severity))
      .map(({ ruleId, message }) => `${name}: ${ruleId} ${message}`),
  )
  const report = JSON.parse(await readFile(join(assembly, 'validation-report.json'), 'utf8'))
  const left = report.pluginReports.flatMap(({ violations }: { violations: { ruleName: string }[] }) =>
    violations.map(({ ruleName }) => ruleName),
  )
  return [...found, ...left]
}

interface Diagnostic {
  severity: string
  ruleId: string
  message: string
}
let made: { validate(path: string): Diagnostic[] } | undefined

/** Compiling its rules takes seconds, so there is one for all templates. */
function validator() {
  if (made) return made
  const { CompositeEngine, TemplateFile } = createRequire(join(toolchain, 'node_modules', 'aws-cdk-lib', 'package.json'))(
    '@aws/cloudformation-validate',
  )
  const engine = new CompositeEngine()
  made = { validate: (path) => engine.validateTemplate(new TemplateFile(path)).diagnostics }
  return made
}

/** What the command line does, in a third of its time. */
async function synthesize(folder: string): Promise<void> {
  const { context } = JSON.parse(await readFile(join(folder, 'cdk.json'), 'utf8'))
  await run(folder, ['bin/app.ts'], { CDK_OUTDIR: 'cdk.out', CDK_CONTEXT_JSON: JSON.stringify(context) })
}

const toolIn = (name: string, file: string) => join(toolchain, 'node_modules', name, file)

/** Runs Node in the folder without the credentials, region and colours of whoever runs the tests. */
async function run(folder: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|CDK_|VITEST|NODE_OPTIONS|NODE_ENV|FORCE_COLOR)/.test(name))
  const clean = { ...Object.fromEntries(kept), AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1', ...env }
  try {
    return (await execute(process.execPath, args, { cwd: folder, env: clean, maxBuffer: 2 ** 26 })).stdout
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    // The library's own lines are longer than anybody reads.
    const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.length < 500)
    throw new Error(`node ${args[0]} failed in ${folder}:\n${lines.slice(0, 120).join('\n')}`)
  }
}
