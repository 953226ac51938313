import type { Component, Design } from '../../design/design.ts'
import { isRemote } from './file-paths.ts'
import { originSchema } from './origin.ts'
import { isWholePath, joinPath, relativePath } from './paths.ts'

/**
 * An imported design with its paths counted from another folder: those of the files it came from, and of folders to build.
 * Any other design stays as it is: its paths are what the person wrote. Both folders are whole.
 */
export function moveOrigin(design: Design, from: string, to: string): Design {
  const origin = originSchema.safeParse(design['x-compose'])
  if (!origin.success || from === to) return design
  const move = (path: string) => (isWholePath(path) ? path : relativePath(to, joinPath(from, path)))
  const { files, envFiles } = origin.data
  return {
    ...design,
    components: Object.fromEntries(Object.entries(design.components).map(([id, component]) => [id, moveBuild(component, move)])),
    'x-compose': { ...(design['x-compose'] as object), files: files.map(move), ...(envFiles ? { envFiles: envFiles.map(move) } : {}) },
  }
}

function moveBuild(component: Component, move: (path: string) => string): Component {
  const { build } = component
  if (typeof build !== 'string' || isWholePath(build) || isRemote(build)) return component
  const path = move(build)
  return { ...component, build: path.startsWith('.') || isWholePath(path) ? path : `./${path}` }
}
