import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { t } from '../language/t.ts'
import { Button } from './Button.tsx'
import './Dialog.css'
import { IconButton } from './IconButton.tsx'

interface DialogProps {
  title: string
  /** One sentence under the title. */
  description?: ReactNode
  onClose: () => void
  /** What the Enter key does wherever a control does not need it itself. */
  onEnter?: () => void
  children?: ReactNode
  /** Buttons, the primary one last. */
  footer?: ReactNode
  width?: number
  /** Whether it holds what the person typed or chose and nothing has kept yet: then it asks before it closes. */
  edited?: boolean
  /** Without a title bar, for a dialog that is a search field. */
  bare?: boolean
  className?: string
}

const firstControl = '.dialog-body :is(input, textarea, select, button), .dialog-foot button'

/**
 * A modal window of the page. The browser keeps focus inside and gives it back; Escape and a press outside close it, unless it holds
 * something that would be lost.
 */
export function Dialog(props: DialogProps) {
  const { title, description, onClose, onEnter, children, footer, width = 480, edited = false, bare = false, className = '' } = props
  const element = useRef<HTMLDialogElement>(null)
  const pressedOutside = useRef(false)
  const typedIn = useRef<Element | null>(null)
  const [asking, setAsking] = useState(false)
  const titleId = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    const wanted = dialog.contains(document.activeElement)
      ? document.activeElement
      : (dialog.querySelector('[data-first]') ?? dialog.querySelector(firstControl))
    if (!dialog.open) dialog.showModal()
    // Opening focuses the first button there is, which is the one that closes.
    if (wanted instanceof HTMLElement) wanted.focus()
    return () => dialog.close()
  }, [])
  const leave = () => {
    if (!edited) return onClose()
    typedIn.current = document.activeElement
    setAsking(true)
  }
  // Focus goes back to where it was: outside of the dialog, the next Escape would be the browser's, which closes it.
  const goOn = () => {
    const dialog = element.current
    const back = dialog?.contains(typedIn.current) ? typedIn.current : dialog?.querySelector(firstControl)
    if (back instanceof HTMLElement) back.focus()
    setAsking(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter' && onEnter && !isPressedBy(event.target)) {
      event.preventDefault()
      return onEnter()
    }
    if (event.key !== 'Escape' || event.defaultPrevented) return
    // Left to the browser, the second Escape in a row would close the dialog whatever is answered.
    event.preventDefault()
    if (asking) goOn()
    else leave()
  }
  const isOutsidePress = (event: MouseEvent) => event.target === element.current && isOutside(event, element.current)
  return (
    <dialog
      ref={element}
      // So that keys still come here after a press on what is no control.
      tabIndex={-1}
      className={`dialog ${className}`}
      style={{ width }}
      aria-labelledby={bare ? undefined : titleId}
      aria-label={bare ? title : undefined}
      onCancel={(event) => {
        event.preventDefault()
        leave()
      }}
      onMouseDown={(event) => {
        pressedOutside.current = isOutsidePress(event)
      }}
      // A selection of text may begin inside and be let go outside.
      onClick={(event) => {
        if (pressedOutside.current && isOutsidePress(event)) leave()
      }}
      onKeyDown={onKeyDown}
    >
      {!bare && (
        <header className="dialog-head">
          <div>
            <h2 id={titleId}>{title}</h2>
            {description && <p className="dialog-description selectable">{description}</p>}
          </div>
          <IconButton icon="x" label={t('Close')} onClick={leave} />
        </header>
      )}
      {children && <div className="dialog-body">{children}</div>}
      {asking && edited ? (
        <div className="dialog-foot dialog-leave" role="alertdialog" aria-label={t('Discard what was typed?')}>
          <p>{t('What you typed is kept nowhere yet.')}</p>
          <Button variant="danger" onClick={onClose}>
            {t('Discard what was typed')}
          </Button>
          <Button variant="primary" ref={focusOnce} onClick={goOn}>
            {t('Go on editing')}
          </Button>
        </div>
      ) : (
        footer && <footer className="dialog-foot">{footer}</footer>
      )}
    </dialog>
  )
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus()
}

function isPressedBy(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, summary, textarea, select') !== null
}

function isOutside(event: { clientX: number; clientY: number }, dialog: HTMLElement): boolean {
  const box = dialog.getBoundingClientRect()
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom
}
