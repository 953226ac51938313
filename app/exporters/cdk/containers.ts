import type { ContainerPlan } from '../../catalogue/component.ts'
import { callsFor } from '../../design/design.ts'
import { isRemote } from '../../importers/compose/file-paths.ts'
import type { ProgramCall, ServiceProgram } from '../../run/program.ts'
import { toHealthcheck } from '../compose/healthcheck.ts'
import { toReadableProgram } from '../compose/readable-program.ts'
import type { ExportedFile } from '../exporter.ts'
import type { SecretWords } from '../imported/stated.ts'
import { arrayOf, objectOf, type Property, quoted } from './code.ts'
import type { Module } from './module.ts'
import type { Part, Plan } from './plan.ts'

/** What the containers of services are made from: images, folders to build, and the stand-ins' programs. */

const standInFolder = 'stand-in'
const programVariable = 'MICROCOSM_PROGRAM'

const standInDockerfile = `# Plays the services that have no image yet, each as its file in programs says.
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /stand-in
COPY . .
USER node
`

const standInStart = `import { readFileSync } from 'node:fs';

// node start.mjs orders
const program = new URL(\`programs/\${process.argv[2]}.json\`, import.meta.url);
process.env.${programVariable} = readFileSync(program, 'utf8');
await import('./runtime.mjs');
`

const nginxConfiguration = '/etc/nginx/nginx.conf'

/** Run by the published image of nginx before nginx starts, which takes every address of a name and would send its share to each. */
const ipv4Names = `#!/bin/sh
# Beside the IPv4 address of each name Service Connect writes one of IPv6, to which no way leads in a network without.
set -eu
if [ -w /etc/hosts ]; then
  names="$(sed '/^[0-9A-Fa-f]*:/d' /etc/hosts)"
  printf '%s\\n' "$names" > /etc/hosts
fi
`

/** The properties that say what runs in a service's container; `wordOf` is the code of a word of a command. */
export function contentsOf(
  { id, container, stated }: Part,
  plan: Plan,
  module: Module,
  wordOf: (word: string, line: keyof SecretWords, index: number) => string,
): Property[] {
  if (!container) throw new Error(`${id} has no container`)
  const { image, files, command, ports } = container
  if (image.from === 'runtime')
    return [['...', `${module.value('standIn', './constructs/stand-in.ts')}(${quoted(id)}, ${ports.http ?? 0})`]]
  const isHere = image.from === 'build' && !isRemote(image.path)
  const folder = isHere ? fromExport(image.path, plan.designFolder) : `images/${id}`
  const isPublished = image.from === 'registry' && Object.keys(files).length === 0
  const health = toHealthcheck(container)?.test
  // Docker's own words go before those of the check: CMD, or CMD-SHELL.
  const asked = (health?.length ?? 0) - (container.ready.probe === 'exec' ? container.ready.command.length : 0)
  return [
    [
      'image',
      isPublished
        ? `${module.all('ecs', 'aws-cdk-lib/aws-ecs')}.ContainerImage.fromRegistry(${quoted(image.reference)})`
        : `${module.value('imageFrom', './constructs/images.ts')}(${quoted(folder)}${isHere ? buildOf(stated) : ''})`,
    ],
    ...(command
      ? [
          [
            'command',
            arrayOf(
              command.map((word, index) => wordOf(word, 'command', index)),
              15,
            ),
          ] as const,
        ]
      : []),
    ...(health
      ? [
          [
            'healthCommand',
            arrayOf(
              health.map((word, index) => wordOf(word, 'health', index - asked)),
              22,
            ),
          ] as const,
        ]
      : []),
  ]
}

/** `, { file: 'docker/Dockerfile', target: 'prod' }`, where the files say so. Arguments that hold a secret are left out. */
function buildOf(stated: Part['stated']): string {
  const build = stated?.build
  if (!build) return ''
  const args = [...build.args].flatMap(([name, text]): Property[] =>
    text.every((part) => typeof part === 'string') ? [[name, quoted(text.join(''))]] : [],
  )
  const properties: Property[] = [
    ...(build.dockerfile === undefined ? [] : [['file', quoted(build.dockerfile)] as const]),
    ...(build.target === undefined ? [] : [['target', quoted(build.target)] as const]),
    ...(args.length > 0 ? [['buildArgs', objectOf(args)] as const] : []),
  ]
  return properties.length === 0 ? '' : `, ${objectOf(properties)}`
}

/** Folders that images are built from. */
export function toImageFiles(plan: Plan, runtimeBundle: string): ExportedFile[] {
  const services = plan.parts.flatMap(({ id, role, container, stated }) =>
    (role === 'service' || role === 'job') && container ? [{ id, container, stated }] : [],
  )
  const played = services.filter(({ container }) => container.image.from === 'runtime')
  return [
    ...services.flatMap(({ id, container, stated }) => toImageFolder(id, container, stated === undefined)),
    ...(played.length === 0
      ? []
      : [
          { path: `${standInFolder}/Dockerfile`, content: standInDockerfile },
          { path: `${standInFolder}/start.mjs`, content: standInStart },
          { path: `${standInFolder}/runtime.mjs`, content: runtimeBundle },
        ]),
    ...played.map(({ id, container }) => ({
      path: `${standInFolder}/programs/${id}.json`,
      content: `${toReadableProgram(toStandInProgram(container.env[programVariable] ?? '{}', plan))}\n`,
    })),
  ]
}

/** Variables of the container that the exported application sets: a stand-in's program is in its image instead. */
export function variablesOf(container: ContainerPlan): [name: string, value: string][] {
  return Object.entries(container.env).filter(([name]) => !(container.image.from === 'runtime' && name === programVariable))
}

/** A published image with the files beside it, which are the kind's own where no person wrote them. */
function toImageFolder(id: string, { image, files }: ContainerPlan, isOwn: boolean): ExportedFile[] {
  if (image.from === 'build' && isRemote(image.path)) return [toPlaceOfRemote(id, image.path)]
  if (image.from !== 'registry') return []
  const entries = Object.entries(files).map(([target, content], index, all) => ({ target, name: nameIn(target, index, all), content }))
  if (entries.length === 0) return []
  const copies = entries.map(({ name, target }) => `COPY ${JSON.stringify([name, target])}`)
  const script = isOwn && Object.hasOwn(files, nginxConfiguration) ? ['ipv4-names.sh'] : []
  const scripts = script.map((name) => `COPY --chmod=755 ${JSON.stringify([name, `/docker-entrypoint.d/05-${name}`])}`)
  return [
    { path: `images/${id}/Dockerfile`, content: `FROM ${image.reference}\n${[...copies, ...scripts].join('\n')}\n` },
    ...entries.map(({ name, content }) => ({ path: `images/${id}/${name}`, content })),
    ...script.map((name) => ({ path: `images/${id}/${name}`, content: ipv4Names })),
  ]
}

/** CDK builds images from folders of the disk alone: the person's own checkout takes the place of this file. */
function toPlaceOfRemote(id: string, place: string): ExportedFile {
  const sentence = `Put what lies at ${place} into images/${id}, with its Dockerfile in the place of this one.`
  return {
    path: `images/${id}/Dockerfile`,
    content: `# ${sentence}\nFROM busybox:1.37\nRUN echo ${shellWord(sentence)} >&2; exit 1\n`,
    keep: 'once',
  }
}

const shellWord = (text: string) => `'${text.replaceAll(/['\n]/g, ' ')}'`

/** The file's own name, or one with a number where another has it. */
function nameIn(target: string, index: number, all: [string, string][]): string {
  const own = (path: string) => path.split('/').at(-1) || 'file'
  return all.slice(0, index).some(([other]) => own(other) === own(target)) ? `${index + 1}-${own(target)}` : own(target)
}

/** A stand-in calls other services over HTTP; it knows nothing of how AWS signs requests or keeps passwords. */
function toStandInProgram(json: string, plan: Plan): string {
  const services = new Map(plan.parts.flatMap((part) => (part.role === 'service' ? [[part.id, part] as const] : [])))
  const program = JSON.parse(json) as ServiceProgram
  const calls = (program.calls ?? [])
    .filter(({ protocol }) => protocol === 'http')
    .flatMap((call) => (services.has(call.host) ? [call] : throughBalancer(call, services, plan)))
  return JSON.stringify({ ...program, calls, consumes: [] })
}

/** A call of a drawn load balancer as calls of its targets, which Service Connect finds: each by its share of every journey. */
function throughBalancer(call: ProgramCall, services: ReadonlyMap<string, Part>, { parts, design }: Plan): ProgramCall[] {
  const balancer = parts.find(({ id }) => id === call.host)
  if (balancer?.counterpart.construct !== 'LoadBalancer') return []
  const targets = (design.connections ?? []).filter(({ from }) => from === balancer.id)
  const [caller] = call.connection.split('->')
  return targets.flatMap((target) => {
    const port = services.get(target.to)?.container?.ports[target.protocol]
    if (port === undefined) return []
    const shares = Object.entries(call.calls).map(([journey, count]) => {
      const total = targets.reduce((sum, each) => sum + callsFor(each, journey), 0)
      return [journey, (count * callsFor(target, journey)) / Math.max(1, total)]
    })
    return [{ ...call, connection: `${caller}->${target.to}`, host: target.to, port, calls: Object.fromEntries(shares) }]
  })
}

/** Folders are counted from the design file. */
export function fromExport(path: string, designFolder: string): string {
  if (/^(?:[/~]|[A-Za-z]:[\\/])/.test(path)) return path
  const parts = [...(designFolder === '.' ? [] : designFolder.split('/')), ...path.split('/')].filter((part) => part !== '.' && part !== '')
  return parts.join('/') || '.'
}
