import { readDocument } from '../../app/design/document.ts'
import { request, toMessage } from '../bridge.ts'
import { askFile } from '../files/ask-file.ts'
import { t } from '../language/t.ts'
import { usePinned } from '../run/pin-store.ts'
import { designStore, useDesignStore } from '../state/design-store.ts'
import { openDialog, shellStore } from '../state/shell-store.ts'
import type { Compared } from './compared.ts'

export interface CompareSource {
  id: 'head' | 'saved' | 'pinned' | 'file'
  label: string
  icon: string
  read: () => Promise<Compared | null>
}

/** What the open design can be compared with now. */
export function useCompareSources(): CompareSource[] {
  const { path, savedText, dirty } = useDesignStore((state) => state)
  const pinned = usePinned()
  const sources: (CompareSource | false)[] = [
    path !== null && { id: 'head', label: t('Last commit (git HEAD)'), icon: 'git-commit-horizontal', read: () => atHead(path) },
    dirty &&
      savedText !== null && {
        id: 'saved',
        label: t('As it was saved'),
        icon: 'save',
        read: () => Promise.resolve(toCompared(t('As it was saved'), savedText)),
      },
    pinned !== null && {
      id: 'pinned',
      label: t('The pinned result'),
      icon: 'pin',
      read: () => Promise.resolve({ label: t('The pinned result'), design: pinned.design }),
    },
    { id: 'file', label: t('Another file…'), icon: 'folder-open', read: fromFile },
  ]
  return sources.filter((source) => source !== false)
}

/** Compares with what the person can be expected to mean: what was pinned, else what was committed, else what was saved. */
export async function compareFirst(sources: CompareSource[]): Promise<Compared | null> {
  const [first] = (['pinned', 'head', 'saved'] as const).flatMap((id) => sources.find((source) => source.id === id) ?? [])
  return first ? first.read() : null
}

async function atHead(path: string): Promise<Compared> {
  const label = t('Last commit (git HEAD)')
  try {
    const { text } = await request('designs.at', { path, revision: 'HEAD' })
    return toCompared(label, text)
  } catch (error) {
    return { label, sentence: toMessage(error) }
  }
}

/** The page's own file dialog takes the place of the one that compares, which is opened again behind it. */
async function fromFile(): Promise<Compared | null> {
  const native = shellStore.getState().hello?.nativeDialogs === true
  const path = native ? undefined : await askFile('open', '')
  if (path === null) {
    openDialog({ kind: 'compare', other: null })
    return null
  }
  let compared: Compared | null
  try {
    const file = await request('designs.open', path === undefined ? {} : { path })
    compared = file && toCompared(file.name, file.text)
  } catch (error) {
    compared = { label: t('Another file…'), sentence: toMessage(error) }
  }
  if (!native && designStore.getState().open) openDialog({ kind: 'compare', other: compared })
  return compared
}

function toCompared(label: string, text: string): Compared {
  const { design, problems } = readDocument(text)
  return design ? { label, design } : { label, sentence: problems[0]?.message ?? '' }
}
