/** Where a component's files stand in the exported folder, and what its volumes are called. */

export function configPath(id: string, path: string): string {
  return `config/${id}/${path.slice(path.lastIndexOf('/') + 1)}`
}

export function volumeName(id: string, index: number): string {
  return index === 0 ? `${id}-data` : `${id}-data-${index + 1}`
}
