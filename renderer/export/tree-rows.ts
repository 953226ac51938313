/** A row of a tree of files: a folder, or one of its files. */
export type TreeRow<File> = { depth: number; name: string } & ({ folder: string } | { file: File })

/** Files in their folders, in the order in which they come; each folder stands where its first file does. */
export function toTreeRows<File extends { path: string }>(files: File[], depth = 0, folder = ''): TreeRow<File>[] {
  const rows: TreeRow<File>[] = []
  const seen = new Set<string>()
  for (const file of files) {
    const [name = '', ...inside] = file.path.slice(folder.length).split('/')
    if (inside.length === 0) rows.push({ depth, name, file })
    else if (!seen.has(name)) {
      seen.add(name)
      const path = `${folder}${name}/`
      rows.push({ depth, name, folder: path })
      rows.push(
        ...toTreeRows(
          files.filter((each) => each.path.startsWith(path)),
          depth + 1,
          path,
        ),
      )
    }
  }
  return rows
}
