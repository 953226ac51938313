import { useEffect, useMemo, useRef, useState } from 'react'
import { type ComparedPart, compareDesigns } from '../../app/analysis/design-changes.ts'
import type { Design } from '../../app/design/design.ts'
import type { Message } from '../../app/language/translate.ts'
import { useSize } from '../dock/use-size.ts'
import { t, tCount } from '../language/t.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { type Camera, ComparedDrawing, marks, zoomed } from './ComparedDrawing.tsx'
import { compareFirst, useCompareSources } from './compare-sources.ts'
import type { Compared } from './compared.ts'
import './CompareDialog.css'
import { frameOf, middleOf, type Presence, toPicture } from './compared-picture.ts'

const words: Record<Presence, Message> = { same: 'Unchanged', changed: 'Changed', added: 'Added', removed: 'Removed' }

/** The open design beside another one, on two grounds that move together. */
export function CompareDialog({ other, onClose }: { other: Compared | null; onClose: () => void }) {
  const sources = useCompareSources()
  const [compared, setCompared] = useState(other)
  const first = useRef(sources)
  useEffect(() => {
    if (other) return
    let isCurrent = true
    void compareFirst(first.current).then((found) => isCurrent && setCompared(found))
    return () => {
      isCurrent = false
    }
  }, [other])
  const items = sources.map(({ label, icon, read }) => ({
    label,
    icon,
    run: () => void read().then((found) => found && setCompared(found)),
  }))
  return (
    <Dialog title={t('Compare designs')} onClose={onClose} width={1400} className="compare-dialog">
      <div className="compared-bar">
        <span className="muted">{t('Before')}</span>
        <MenuButton label={t('Compare with')} icon="git-compare" items={() => items}>
          {compared?.label ?? t('Choose…')}
        </MenuButton>
      </div>
      {compared && 'design' in compared ? (
        <SideBySide before={compared.design} label={compared.label} />
      ) : (
        <p className="compared-nothing muted selectable">
          {compared?.sentence ?? t('Choose what the open design is compared with: a commit, what was saved, a pinned result or a file.')}
        </p>
      )}
    </Dialog>
  )
}

function SideBySide({ before, label }: { before: Design; label: string }) {
  const after = useDesignStore((state) => state.design)
  const parts = useMemo(() => compareDesigns(before, after), [before, after])
  const pictures = useMemo(() => {
    const known = new Map(parts.map((part) => [part.id, part]))
    return [toPicture(before, after, known), toPicture(after, before, known)] as const
  }, [before, after, parts])
  const { ref: panes, width: paneWidth, height: paneHeight } = useSize<HTMLDivElement>()
  const [camera, setCamera] = useState<Camera>({ x: 0, y: 0, zoom: 1 })
  const [chosen, setChosen] = useState<string | null>(null)
  const size = () => {
    const box = panes.current?.firstElementChild?.getBoundingClientRect()
    return { width: box?.width ?? 1, height: box?.height ?? 1 }
  }
  const fit = () => {
    const [{ x, y, width, height }, pane] = [frameOf([...pictures]), size()]
    const zoom = Math.min(1.2, (pane.width - 48) / width, (pane.height - 48) / height)
    setCamera({ x: (pane.width - width * zoom) / 2 - x * zoom, y: (pane.height - height * zoom) / 2 - y * zoom, zoom })
  }
  const zoomBy = (by: number) => {
    const { width, height } = size()
    setCamera((from) => zoomed(from, by, { x: width / 2, y: height / 2 }))
  }
  // Both are seen whole when they come and when there is more or less room for them.
  const latest = useRef(fit)
  latest.current = fit
  // biome-ignore lint/correctness/useExhaustiveDependencies: another design, or another size, is seen whole anew.
  useEffect(() => latest.current(), [before, paneWidth, paneHeight])
  const show = (id: string) => {
    setChosen(id)
    const [at, { width, height }] = [middleOf(id, [...pictures]), size()]
    if (at) setCamera(({ zoom }) => ({ x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom, zoom }))
  }
  const both = { camera, chosen, onCamera: setCamera, onChoose: setChosen }
  return (
    <>
      <div className="compared-panes" ref={panes}>
        <ComparedDrawing {...both} label={t('Before: {name}', { name: label })} picture={pictures[0]} />
        <ComparedDrawing {...both} label={t('The open design')} picture={pictures[1]} />
        <div className="compared-zoom">
          <IconButton icon="zoom-in" label={t('Zoom in')} onClick={() => zoomBy(1.25)} />
          <IconButton icon="zoom-out" label={t('Zoom out')} onClick={() => zoomBy(0.8)} />
          <IconButton icon="maximize" label={t('See all of both')} onClick={fit} />
        </div>
        <span className="compared-label compared-label-before">{label}</span>
        <span className="compared-label">{t('The open design')}</span>
      </div>
      <Differences parts={parts} chosen={chosen} onShow={show} />
    </>
  )
}

function Differences({ parts, chosen, onShow }: { parts: ComparedPart[]; chosen: string | null; onShow: (id: string) => void }) {
  const differing = parts.filter(({ presence }) => presence !== 'same')
  if (differing.length === 0) return <p className="compared-none muted">{t('The two have the same components and connections.')}</p>
  return (
    <section className="compared-list" aria-label={t('Differences')}>
      <h3>{tCount(differing.length, '{count} difference', '{count} differences')}</h3>
      <ul>
        {differing.map(({ id, name, presence, changes }) => (
          <li key={id}>
            <button type="button" className={`compared-row compared-${presence}`} aria-pressed={id === chosen} onClick={() => onShow(id)}>
              <span className="compared-row-mark" aria-hidden="true">
                {marks[presence]}
              </span>
              <strong>{name}</strong>
              <span className="muted">
                {changes.length > 0 ? changes.map(({ field, words: said }) => `${field} ${said}`).join(', ') : t(words[presence])}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
