// Imports chosen by a seed, exported as AWS CDK applications: each has to compile, and to pass its own tests, which synthesize it and
// fail on whatever the rules of AWS find. All are compiled at once, so that the types of AWS are read once.
import { existsSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { run as runTests } from 'node:test'
import { cdkExporter } from '../../app/exporters/cdk/cdk.ts'
import tsconfig from '../../app/exporters/cdk/sources/tsconfig.json?raw'
import { readStated } from '../../app/exporters/imported/read-stated.ts'
import { listForImport, readForImport } from '../../main/files/import-reader.ts'
import { exportInto } from '../../main/handlers/exports.ts'
import { run } from '../setup/shell.mjs'
import { importInto } from './import-into.mjs'
import { shuffled } from './shuffled.mjs'

const means = { exporters: [cdkExporter], runtimeBundle: import.meta.filename, predictWorker: '', version: '0.0.0', newSecret: () => 'new' }
const mostLines = 3
const longestLine = 300

// { tried, failed, lines } of so many imports that are sound designs; the lines say what failed.
export async function tryCdk(cases, workplace, { seed, count, toolchain }) {
  const root = workplace.nextFolder()
  await mkdir(join(root, 'tmp'), { recursive: true })
  await symlink(join(toolchain, 'node_modules'), join(root, 'node_modules'), 'junction')
  const applications = await exportSome(shuffled(cases, seed), root, count)
  await compile(applications, root, toolchain)
  await test(applications, root)
  const failed = applications.filter(({ said }) => said.length > 0)
  const lines = failed.flatMap(({ name, said }) => said.slice(0, mostLines).map((line) => `${name}: ${line}`))
  return { tried: applications.length, failed: failed.length, lines }
}

async function exportSome(cases, root, count) {
  const applications = []
  for (const one of cases) {
    if (applications.length === count) break
    const place = join(root, `application-${applications.length + 1}`)
    const made = await importInto(one, join(place, 'design', 'a.microcosm.yaml'))
    if (!made) continue
    const application = { name: one.name, folder: join(place, 'cdk'), said: [] }
    applications.push(application)
    try {
      await exportInto({ folder: application.folder, text: made.text, to: 'cdk', path: made.path }, means)
      await makeBuildable(made)
    } catch (error) {
      application.said.push(error.message)
    }
  }
  return applications
}

// The corpus holds files of Compose, and not what their images are built from.
async function makeBuildable({ path, design }) {
  const folder = dirname(path)
  const places = { design: folder, out: folder, read: readForImport, list: listForImport, environment: () => undefined }
  const { components } = readStated(design, places).stated
  for (const [id, { build: own }] of Object.entries(design.components)) {
    // A product's image may be built upon, of which the design has no word.
    const build = components.get(id)?.build
    const context = typeof own === 'string' ? own : build?.context
    if (context === undefined || build?.isRemote) continue
    const dockerfile = resolve(folder, context, build?.dockerfile ?? 'Dockerfile')
    if (existsSync(dockerfile)) continue
    await mkdir(dirname(dockerfile), { recursive: true })
    await writeFile(dockerfile, 'FROM scratch\n')
  }
}

async function compile(applications, root, toolchain) {
  const { compilerOptions, include } = JSON.parse(tsconfig)
  const folders = applications.flatMap(({ folder }) => include.map((part) => join(folder, part)))
  await writeFile(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: folders }))
  const tsc = join(toolchain, 'node_modules', 'typescript', 'bin', 'tsc')
  const result = await run(process.execPath, [tsc, '--pretty', 'false'], { cwd: root })
  // application-3/cdk/lib/data-stack.ts(12,5): error TS2345: …
  for (const line of result.stdout.split('\n').filter((each) => each !== ''))
    (ownerOf(resolve(root, line), applications) ?? applications[0])?.said.push(line)
}

// What a test synthesizes goes to the place for temporary files, which is the workplace's here.
async function test(applications, root) {
  for (const name of Object.keys(process.env)) if (/^(AWS_|CDK_|NODE_OPTIONS|NODE_ENV|FORCE_COLOR)/.test(name)) delete process.env[name]
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_COLOR: '1',
    TMPDIR: join(root, 'tmp'),
    NODE_COMPILE_CACHE: join(root, 'tmp'),
  })
  const files = applications.map(({ folder }) => join(folder, 'test', 'app.test.ts'))
  const errors = new Map()
  for await (const { type, data } of runTests({ files, concurrency: 2 })) {
    if (type === 'test:stderr') errors.set(data.file, `${errors.get(data.file) ?? ''}${data.message}`)
    if (type !== 'test:fail') continue
    const { cause, message } = data.details.error
    // A file that cannot be loaded has no test that fails, and says so to whoever started it.
    const said = data.name === data.file ? (errors.get(data.file) ?? message) : `${data.name}: ${cause?.message ?? cause ?? message}`
    ownerOf(data.file, applications)?.said.push(firstLines(said))
  }
}

function firstLines(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && line.length < longestLine)
  const telling = lines.filter((line) => /error|not |cannot|:/i.test(line) && !line.includes('node:internal'))
  return (telling.length > 0 ? telling : lines).slice(0, mostLines).join(' / ')
}

function ownerOf(path, applications) {
  return applications.find(({ folder }) => path.startsWith(folder))
}
