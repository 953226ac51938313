import { isImageReference } from '../../app/catalogue/image-reference.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { type Docker, followProgress, type ProgressLine } from './docker.ts'
import { type EngineError, isAbsent, isEngineGone, toDockerFailure, toReason } from './docker-failure.ts'
import { standInLabel } from './labels.ts'

export interface Resolved {
  /** What containers are made from. */
  reference: string
  /** Whom it stands in for, or which tag was taken instead. */
  notes: string[]
}

export type ImageProgress = (message: string, done?: number, total?: number) => void

/**
 * An image that is here is used; otherwise it is pulled; if that fails, any tag of the same repository that is here has to do,
 * and the person is told so.
 */
export async function resolveImage(
  docker: Docker,
  reference: string,
  component: string,
  signal: AbortSignal,
  onProgress: ImageProgress,
): Promise<Resolved> {
  // The reference becomes a part of the engine's address, so that one outside the grammar could ask it for something else.
  if (!isImageReference(reference)) {
    throw new RunFailure(
      `The image ${JSON.stringify(reference)} of ${component} is not one: write a name in small letters, such as ghcr.io/acme/orders:1.4.`,
      component,
    )
  }
  const here = await inspectLabels(docker, reference)
  if (here) return { reference, notes: standInNotes(here) }
  try {
    await pull(docker, reference, signal, onProgress)
    return { reference, notes: standInNotes((await inspectLabels(docker, reference)) ?? {}) }
  } catch (error) {
    if (isEngineGone(error)) throw toDockerFailure(error)
    const other = await otherTag(docker, reference)
    const reason = toReason(error as EngineError).replace(/\.$/, '')
    if (!other) {
      throw new RunFailure(
        `The image ${reference} of ${component} could not be had (${reason}): check its name and the connection to its registry, or pull it by hand with \`docker pull ${reference}\`.`,
        component,
      )
    }
    const labels = (await inspectLabels(docker, other)) ?? {}
    return {
      reference: other,
      notes: [`${reference} could not be pulled; ${other}, which is on this machine, is used instead.`, ...standInNotes(labels)],
    }
  }
}

async function inspectLabels(docker: Docker, reference: string): Promise<Record<string, string> | undefined> {
  try {
    return (await docker.getImage(reference).inspect()).Config.Labels ?? {}
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw toDockerFailure(error, `to look at the image ${reference}`)
  }
}

function standInNotes(labels: Record<string, string>): string[] {
  const text = labels[standInLabel]
  return text ? [`Stand-in image: ${text}.`] : []
}

async function pull(docker: Docker, reference: string, signal: AbortSignal, onProgress: ImageProgress): Promise<void> {
  const tagged = /[:@][^/]+$/.test(reference) ? reference : `${reference}:latest`
  const layers = new Map<string, { current: number; total: number }>()
  onProgress(`Pulling ${reference}`)
  const stream = await docker.pull(tagged, { abortSignal: signal })
  await followProgress(docker, stream, signal, (line: ProgressLine) => {
    if (!line.id || !line.progressDetail?.total) return
    layers.set(line.id, { current: line.progressDetail.current ?? 0, total: line.progressDetail.total })
    const sum = (of: 'current' | 'total') => [...layers.values()].reduce((all, layer) => all + layer[of], 0)
    onProgress(`Pulling ${reference}`, sum('current'), sum('total'))
  })
}

/** Another tag of the same repository that is on this machine, the newest. */
async function otherTag(docker: Docker, reference: string): Promise<string | undefined> {
  const repository = reference.replace(/[:@][^/]+$/, '')
  const images = await docker.listImages()
  return images
    .sort((a, b) => b.Created - a.Created)
    .flatMap((image) => image.RepoTags ?? [])
    .find((tag) => tag.replace(/:[^/:]+$/, '') === repository)
}
