import { useMemo, useState } from 'react'
import { t } from '../language/t.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { toDiffRows, toPlainRows } from './diff-rows.ts'
import { LineList } from './LineList.tsx'
import type { PreviewFile } from './preview.ts'

/** One file of an export: its picture, what changes in it, or its text. A secret is named and not shown. */
export function FileView({ file }: { file: PreviewFile }) {
  const picture = toPicture(file)
  if (file.secret) {
    return (
      <p className="file-note muted">
        {t('Holds generated passwords. It is written for you alone to read; values that are already there are never replaced.')}
      </p>
    )
  }
  if (picture) {
    return (
      <figure className="file-picture">
        <img src={picture} alt={t('{file} as it would be written', { file: file.path })} />
      </figure>
    )
  }
  const { there, wanted } = file
  if (there !== undefined) return <Changes path={file.path} there={there} wanted={wanted ?? ''} />
  return <Text path={file.path} text={wanted ?? ''} />
}

function Text({ path, text }: { path: string; text: string }) {
  const rows = useMemo(() => toPlainRows(text), [text])
  return <LineList key={path} rows={rows} label={t('Text of {file}', { file: path })} both={false} />
}

function Changes({ path, there, wanted }: { path: string; there: string; wanted: string }) {
  const [shown, setShown] = useState<'changes' | 'text'>('changes')
  const rows = useMemo(() => toDiffRows(there, wanted), [there, wanted])
  const count = rows.filter(({ kind }) => kind === 'added' || kind === 'removed').length
  return (
    <>
      <Tabs
        label={t('Of this file')}
        selected={shown}
        onSelect={setShown}
        className="file-tabs"
        tabs={[
          { id: 'changes', label: t('Changes'), badge: count },
          { id: 'text', label: t('Whole file') },
        ]}
      />
      {shown === 'changes' ? (
        <LineList key={path} rows={rows} label={t('Changes in {file}', { file: path })} both />
      ) : (
        <Text path={path} text={wanted} />
      )}
    </>
  )
}

function toPicture({ path, wanted, encoding }: PreviewFile): string | undefined {
  if (wanted === undefined) return undefined
  if (path.endsWith('.png') && encoding) return `data:image/png;base64,${wanted}`
  return path.endsWith('.svg') ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(wanted)}` : undefined
}
