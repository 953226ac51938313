import { moveText } from './extends.ts'
import { isRemote, mapFilePaths } from './file-paths.ts'
import { dotEnvOf, type Loading, type LoadProject, type ProjectOrder, withVariableFile } from './loading.ts'
import { folderOf, joinPath } from './paths.ts'
import { reject } from './rejection.ts'
import { isSameNode } from './same-node.ts'
import { child, entriesOf, itemsOf, type MapNode, type Node, scalarAt, textOf, textsOf, withEntry, withoutEntry } from './tree.ts'

const sections = ['services', 'networks', 'volumes', 'secrets', 'configs', 'models'] as const

/** Third phase, second half: included projects are loaded on their own, with their own folder and variables, and added. */
export function applyInclude(model: MapNode, loading: Loading, order: ProjectOrder, loadProject: LoadProject): MapNode {
  const include = child(model, 'include')
  if (include === undefined) return model
  if (include.type !== 'list') reject(include, 'include must be a list of files.')
  let result = withoutEntry(model, 'include')
  for (const item of itemsOf(include)) result = addIncluded(result, loadIncluded(item, loading, order, loadProject), item)
  return result
}

function loadIncluded(item: Node, loading: Loading, order: ProjectOrder, loadProject: LoadProject): MapNode {
  const named = item.type === 'map' ? textsOf(child(item, 'path')) : textsOf(item)
  if (named.length === 0) reject(item, 'An include must name a file: include: [{ path: other/compose.yaml }].')
  const remote = named.find(isRemote)
  if (remote !== undefined) reject(item, `${remote} is not on this machine; only files of this machine are included.`, undefined, 'file')
  const files = named.map((file) => joinPath(order.folder, file))
  for (const [index, file] of files.entries()) {
    if (order.around.includes(file)) reject(item, `${named[index]} includes itself in a circle.`)
    const read = loading.read(file)
    if ('reason' in read) reject(item, `${named[index]} cannot be read: ${read.reason}.`, undefined, 'file')
  }
  const folderText = textOf(child(item, 'project_directory'))
  const folder = folderText === undefined ? folderOf(files[0] ?? '') : joinPath(order.folder, folderText)
  const variables = variablesOf(item, folder, loading, order)
  const included = loadProject(loading, { files, folder, variables, around: [...order.around, ...files] })
  const moved = mapFilePaths(included, (node, kind) => scalarAt(node.at, moveText(String(node.value), kind, folder)))
  return moved.type === 'map' ? moved : included
}

function variablesOf(item: Node, folder: string, loading: Loading, order: ProjectOrder): ReadonlyMap<string, string> {
  const named = textsOf(child(item, 'env_file'))
  if (named.length === 0) return withVariableFile(loading, order.variables, dotEnvOf(folder), false)
  return named
    .filter((file) => file !== '/dev/null')
    .reduceRight<ReadonlyMap<string, string>>(
      (known, file) => withVariableFile(loading, known, joinPath(order.folder, file), true),
      order.variables,
    )
}

/** The same name twice is an error, unless both say the same. */
function addIncluded(model: MapNode, included: MapNode, item: Node): MapNode {
  let result = model
  for (const section of sections) {
    for (const [name, value] of entriesOf(child(included, section))) {
      const there = child(result, section, name)
      if (there && !isSameNode(there, value)) {
        reject(there, `${section}.${name} is also in an included file and says something else there; give one of them another name.`)
      }
      const map = child(result, section)
      const whole: MapNode = map?.type === 'map' ? map : { type: 'map', at: item.at, entries: new Map() }
      result = withEntry(result, section, withEntry(whole, name, value))
    }
  }
  return result
}
