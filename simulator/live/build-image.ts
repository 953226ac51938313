import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { type Pack, pack } from 'tar-stream'
import { RunFailure } from '../../app/run/engine.ts'
import { buildPrefix, removeImages } from './built-images.ts'
import { type Docker, followProgress } from './docker.ts'
import { type EngineError, isAbsent, isEngineGone, toDockerFailure, toReason } from './docker-failure.ts'
import { type ImageProgress, resolveImage } from './images.ts'
import { imageLabel } from './labels.ts'
import { type Packing, packFolder } from './pack-folder.ts'

/** What stub services, load generators and the mesh run on. */
export const runtimeBase = 'node:24-slim'
const runtimeOwner = 'the stub services'

/** The image in which stub services, load generators and the mesh run; made anew only when the programs in it change. */
export async function buildRuntimeImage(
  docker: Docker,
  runtimeFolder: string,
  signal: AbortSignal,
  onProgress: ImageProgress,
): Promise<{ reference: string; notes: string[] }> {
  // One after the other, so that it is always the same file that is said to be missing.
  const programs = [await readProgram(runtimeFolder, 'runtime.mjs'), await readProgram(runtimeFolder, 'mesh.mjs')]
  const base = await resolveImage(docker, runtimeBase, 'the stub services', signal, onProgress)
  const dockerfile = toDockerfile(base.reference)
  const hash = createHash('sha256')
  for (const text of [dockerfile, ...programs.map((program) => program.text)]) hash.update(text)
  const reference = `microcosm/runtime:${hash.digest('hex').slice(0, 16)}`
  if (!(await isHere(docker, reference))) {
    onProgress('Building the image of the stub services')
    const tar = pack()
    tar.entry({ name: 'Dockerfile' }, dockerfile)
    for (const { name, text } of programs) tar.entry({ name }, text)
    tar.finalize()
    await build(docker, tar, reference, runtimeOwner, signal)
  }
  return { reference, notes: base.notes }
}

/**
 * Builds the person's folder, and answers the id of what came of it: another run may build the same folder anew meanwhile. Its name
 * is that of the component and the folder, so that designs do not share what they do not share on the disk; the layers of the last
 * build make the next one short, and what a new build replaces is removed. `path` counts from the folder of the design file.
 */
export async function buildFolderImage(
  docker: Docker,
  component: string,
  path: string,
  baseFolder: string | null,
  { signal, note }: Packing,
): Promise<string> {
  const folder = await findBuildFolder(component, path, baseFolder)
  const reference = `${buildPrefix}${component}:${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
  await build(docker, await packFolder(folder, { signal, note }), reference, component, signal)
  await removeImages(docker, (image) => image.owner === component && image.tags.length === 0)
  return (await docker.getImage(reference).inspect()).Id
}

/** The folder with its Dockerfile. Rejects with a RunFailure where there is none. */
export async function findBuildFolder(component: string, path: string, baseFolder: string | null): Promise<string> {
  if (baseFolder === null && !isAbsolute(path)) {
    throw new RunFailure(
      `${component} is to be built from ${path}, which counts from the design's folder: save the design first.`,
      component,
    )
  }
  const folder = resolve(baseFolder ?? '/', path)
  const found = await stat(join(folder, 'Dockerfile')).catch(() => undefined)
  if (!found?.isFile())
    throw new RunFailure(
      `${component} is to be built from ${folder}, but there is no Dockerfile in it: check the path under build.`,
      component,
    )
  return folder
}

const linesOfOutput = 3
const longestOutput = 600
// Step 2/4 : RUN npm ci, ---> 1a2b3c, Removing intermediate container 1a2b3c
const isStep = /^(?:Step \d+\/\d+ :|--->|Removing intermediate container)/

async function build(docker: Docker, tar: Pack, reference: string, component: string, signal: AbortSignal): Promise<void> {
  const output: string[] = []
  try {
    const stream = await docker.buildImage(Readable.from(tar), {
      t: reference,
      labels: { [imageLabel]: component },
      rm: true,
      forcerm: true,
      abortSignal: signal,
    })
    await followProgress(docker, stream, signal, ({ stream: said }) => said && output.push(said.trim()))
  } catch (error) {
    if (signal.aborted || isEngineGone(error)) throw toDockerFailure(error, `to build the image of ${component}`, component)
    const wrote = output.filter((line) => line !== '' && !isStep.test(line)).slice(-linesOfOutput)
    const said = wrote.length === 0 ? '' : ` Its last output: ${wrote.join(' / ').slice(0, longestOutput)}`
    throw new RunFailure(`The image of ${component} could not be built: ${toReason(error as EngineError)}${said}`, component)
  }
}

/** Lean settings: each container has little to do, and many stand on one machine. */
function toDockerfile(base: string): string {
  return [
    `FROM ${base}`,
    'WORKDIR /microcosm',
    'COPY runtime.mjs mesh.mjs ./',
    'ENV NODE_ENV=production NODE_OPTIONS="--max-old-space-size=256 --max-semi-space-size=2"',
    'CMD ["node", "/microcosm/runtime.mjs"]',
    '',
  ].join('\n')
}

async function readProgram(folder: string, name: string): Promise<{ name: string; text: string }> {
  const path = join(folder, name)
  const text = await readFile(path, 'utf8').catch(() => {
    throw new RunFailure(`${path} is missing: build Microcosm with \`npm run build\`.`)
  })
  return { name, text }
}

async function isHere(docker: Docker, reference: string): Promise<boolean> {
  try {
    await docker.getImage(reference).inspect()
    return true
  } catch (error) {
    if (isAbsent(error)) return false
    throw toDockerFailure(error, `to look at the image ${reference}`)
  }
}
