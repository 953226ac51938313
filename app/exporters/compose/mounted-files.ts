import type { Planned, Stack } from './stack.ts'
import { hasVariable } from './variables.ts'

/** A file of the export that a container sees in place of its own. */
export interface MountedFile {
  id: string
  /** Relative to the Compose file. */
  path: string
  /** Inside the container. */
  target: string
  content: string
}

/** The files that the components' plans place in their containers, as `config/<component>/<file>`. */
export function toMountedFiles({ components }: Stack): MountedFile[] {
  return components.flatMap(filesOf)
}

function filesOf({ id, plan }: Planned): MountedFile[] {
  const targets = Object.keys(plan.files)
  return Object.entries(plan.files).map(([target, content]) => {
    // Compose fills in variables in its own file only.
    if (hasVariable(content)) throw new Error(`The file ${target} of ${id} holds a secret, which only its environment may`)
    const alone = targets.filter((other) => nameOf(other) === nameOf(target)).length === 1
    return { id, path: `config/${id}/${alone ? nameOf(target) : target.replace(/^\/+/, '')}`, target, content }
  })
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
