import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Shortcut } from './Shortcut.tsx'
import './TooltipLayer.css'

interface Tip {
  text: string
  shortcut: string | undefined
  box: DOMRect
}

const delayMs = 450

/** Shows the `data-tip` of whatever the pointer rests on or the keyboard reaches. One layer serves the whole page. */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => listenForTips(setTip), [])
  useLayoutEffect(() => {
    const bubble = element.current
    if (!bubble || !tip) return
    const size = bubble.getBoundingClientRect()
    const below = tip.box.bottom + 6
    const top = below + size.height > window.innerHeight - 8 ? tip.box.top - size.height - 6 : below
    const left = tip.box.left + tip.box.width / 2 - size.width / 2
    bubble.style.left = `${Math.max(8, Math.min(left, window.innerWidth - size.width - 8))}px`
    bubble.style.top = `${top}px`
  }, [tip])
  if (!tip) return null
  return (
    <div ref={element} className="tooltip" role="tooltip">
      {tip.text}
      {tip.shortcut && <Shortcut keys={tip.shortcut} />}
    </div>
  )
}

function listenForTips(show: (tip: Tip | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = () => {
    clearTimeout(timer)
    show(null)
  }
  const onOver = (event: Event) => {
    hide()
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
    const text = target?.dataset.tip
    if (!target || !text) return
    timer = setTimeout(() => {
      if (target.isConnected) show({ text, shortcut: target.dataset.tipShortcut, box: target.getBoundingClientRect() })
    }, delayMs)
  }
  const onFocus = (event: Event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) onOver(event)
  }
  const hides = ['pointerdown', 'keydown', 'wheel', 'blur'] as const
  document.addEventListener('pointerover', onOver)
  document.addEventListener('focusin', onFocus)
  for (const name of hides) window.addEventListener(name, hide, { passive: true })
  return () => {
    hide()
    document.removeEventListener('pointerover', onOver)
    document.removeEventListener('focusin', onFocus)
    for (const name of hides) window.removeEventListener(name, hide)
  }
}
