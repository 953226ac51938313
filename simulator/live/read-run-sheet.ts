import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'
import { toContainerPlan } from '../../app/catalogue/container-context.ts'
import type { Design } from '../../app/design/design.ts'
import { privilegesOf } from '../../app/privileges/privileges-of.ts'
import type { Consent, RunSheet } from '../../app/run/run-sheet.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { toWhatRuns, type WhatRuns } from '../../app/run/what-runs.ts'
import { findBuildFolder, runtimeBase } from './build-image.ts'
import { checkRunnable } from './check-runnable.ts'
import { toConfinement } from './confinement.ts'
import type { Docker } from './docker.ts'
import { readEngineFacts } from './engine-facts.ts'

/**
 * What a run of this design will start. `baseFolder` is where its `build:` paths begin; null: the design was not saved yet. Rejects
 * with a RunFailure where the design cannot be run at all or the engine does not answer, so that nobody is asked in vain.
 */
export async function readRunSheet(docker: Docker, design: Design, baseFolder: string | null): Promise<RunSheet> {
  checkRunnable(design, scenarioOf(design))
  const { images, standIns, accepts, builds: folders, ...size } = toWhatRuns(design)
  const { here, ...machine } = await readEngineFacts(docker, [...images.map(({ reference }) => reference), runtimeBase])
  const builds = await Promise.all(
    folders.map(async ({ path, component }) => ({
      component,
      // Links are followed, since they lead out of the design's folder as well.
      folder: await realpath(await findBuildFolder(component, path, baseFolder)),
    })),
  )
  const ownFolder = baseFolder === null ? null : await realpath(baseFolder)
  return {
    ...size,
    images: images.map((image) => ({ ...image, digest: here.get(image.reference) ?? null })),
    standIns: { base: runtimeBase, digest: here.get(runtimeBase) ?? null, components: standIns },
    builds,
    capabilities: capabilitiesOf(design),
    notGiven: toNotGiven(design),
    machine,
    consents: [...accepts.map(toLicence), ...toOutsideFolders(builds, ownFolder)],
  }
}

function toLicence({ terms, components }: WhatRuns['accepts'][number]): Consent {
  return { id: `licence:${terms}`, kind: 'licence', what: terms, components }
}

/** All that stands in a folder to be built goes to the engine, and a design of somebody else may name any folder. */
function toOutsideFolders(builds: RunSheet['builds'], ownFolder: string | null): Consent[] {
  const outside = builds.filter(({ folder }) => ownFolder === null || !isWithin(folder, ownFolder))
  return [...new Set(outside.map(({ folder }) => folder))].map((folder) => ({
    id: `folder:${folder}`,
    kind: 'folder',
    what: folder,
    components: outside.filter((build) => build.folder === folder).map(({ component }) => component),
  }))
}

function isWithin(folder: string, other: string): boolean {
  const way = relative(other, folder)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function toNotGiven({ components }: Design): RunSheet['notGiven'] {
  return Object.entries(components).flatMap(([component, declared]) => privilegesOf(declared).map((each) => ({ component, ...each })))
}

const nowhere = { secret: (name: string) => name, address: () => ({ host: '0.0.0.0', port: 1 }) }

/** Components with the same capabilities together, those with none left out. */
function capabilitiesOf(design: Design): RunSheet['capabilities'] {
  const groups = new Map<string, RunSheet['capabilities'][number]>()
  for (const id of Object.keys(design.components)) {
    const plan = toContainerPlan(design, id, nowhere)
    const names = plan ? [...(toConfinement(plan).CapAdd ?? [])].sort() : []
    if (names.length === 0) continue
    const group = groups.get(names.join())
    if (group) group.components.push(id)
    else groups.set(names.join(), { names, components: [id] })
  }
  return [...groups.values()]
}
