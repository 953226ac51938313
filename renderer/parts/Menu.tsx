import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from './Icon.tsx'
import './Menu.css'
import { Shortcut } from './Shortcut.tsx'
import { findTyped } from './type-ahead.ts'

export type MenuItem =
  | 'separator'
  | { heading: string }
  | {
      label: string
      /** Muted text behind the label. */
      detail?: string | undefined
      icon?: string | undefined
      shortcut?: string | undefined
      disabled?: boolean | undefined
      checked?: boolean | undefined
      danger?: boolean | undefined
      run: () => void
    }

interface MenuProps {
  /** Screen position of the menu's corner. It moves inside the window by itself. */
  at: { x: number; y: number }
  label: string
  items: MenuItem[]
  /** What opened the menu and closes it itself when it is pressed again. */
  opener?: RefObject<HTMLElement | null>
  onClose: () => void
}

/** More would not fit under one another on a small screen. */
const mostInOneColumn = 20
/** Letters that follow one another sooner than this are one word, milliseconds. */
const wordMs = 800

/**
 * A list of things to do at a place on the screen. Arrow keys and typed letters move, Enter chooses, Escape or a press elsewhere
 * closes.
 */
export function Menu({ at, label, items, opener, onClose }: MenuProps) {
  const element = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: Number.NEGATIVE_INFINITY })
  // A menu stays open while the program goes on; what closes it may be another function every time.
  const close = useRef(onClose)
  close.current = onClose
  useKeepInside(element, at)
  useEffect(() => {
    const before = document.activeElement
    element.current?.querySelector<HTMLElement>('[role^="menuitem"]:not(:disabled)')?.focus()
    const onPress = (event: PointerEvent) => {
      const target = event.target as Node
      if (!element.current?.contains(target) && !opener?.current?.contains(target)) close.current()
    }
    const onLeave = () => close.current()
    window.addEventListener('pointerdown', onPress, true)
    window.addEventListener('blur', onLeave)
    return () => {
      window.removeEventListener('pointerdown', onPress, true)
      window.removeEventListener('blur', onLeave)
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    }
  }, [opener])
  return createPortal(
    <div
      ref={element}
      className={`menu ${items.length > mostInOneColumn ? 'menu-columns' : ''}`}
      role="menu"
      aria-label={label}
      onKeyDown={(event) => onMenuKey(event, onClose, typed.current)}
      tabIndex={-1}
    >
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a menu's items do not change while it is open.
        <Row key={index} item={item} onClose={onClose} />
      ))}
    </div>,
    // Within the page's main part, so that who goes from landmark to landmark meets it.
    document.querySelector('main') ?? document.body,
  )
}

function Row({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  if (item === 'separator') return <hr className="menu-separator" />
  if ('heading' in item) return <p className="menu-heading">{item.heading}</p>
  const choose = () => {
    onClose()
    item.run()
  }
  return (
    <button
      type="button"
      {...(item.checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': item.checked })}
      className={`menu-item ${item.danger ? 'menu-item-danger' : ''}`}
      disabled={item.disabled}
      onClick={choose}
      onPointerEnter={(event) => event.currentTarget.focus()}
    >
      <span className="menu-icon">{item.checked ? <Icon name="check" /> : item.icon && <Icon name={item.icon} />}</span>
      <span className="menu-label" data-label>
        {item.label}
      </span>
      {item.detail && <span className="menu-detail">{item.detail}</span>}
      {item.shortcut && <Shortcut keys={item.shortcut} />}
    </button>
  )
}

function onMenuKey(event: KeyboardEvent<HTMLElement>, onClose: () => void, typed: { text: string; at: number }) {
  event.stopPropagation()
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')]
  const now = items.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key]
  if (to !== undefined) {
    event.preventDefault()
    items[(to + items.length) % items.length]?.focus()
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault()
    onClose()
  } else if (isLetter(event, typed)) {
    event.preventDefault()
    typed.text = event.timeStamp - typed.at > wordMs ? event.key : typed.text + event.key
    typed.at = event.timeStamp
    const labels = items.map((item) => item.querySelector('[data-label]')?.textContent ?? '')
    const found = items[findTyped(labels, now, typed.text)]
    // Where nothing is called that, Enter is to choose nothing.
    ;(found ?? event.currentTarget).focus()
  }
}

/** A space is part of a word that was begun; otherwise it chooses, as Enter does. */
function isLetter(event: KeyboardEvent, typed: { text: string; at: number }): boolean {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false
  return event.key !== ' ' || (typed.text !== '' && event.timeStamp - typed.at <= wordMs)
}

function useKeepInside(element: React.RefObject<HTMLElement | null>, at: { x: number; y: number }) {
  useLayoutEffect(() => {
    const menu = element.current
    if (!menu) return
    const box = menu.getBoundingClientRect()
    menu.style.left = `${Math.max(8, Math.min(at.x, window.innerWidth - box.width - 8))}px`
    menu.style.top = `${Math.max(8, Math.min(at.y, window.innerHeight - box.height - 8))}px`
  }, [element, at])
}
