import { type ReactNode, useEffect, useId, useRef } from 'react'
import './Dialog.css'
import { IconButton } from './IconButton.tsx'

interface DialogProps {
  title: string
  /** One sentence under the title. */
  description?: ReactNode
  onClose: () => void
  children?: ReactNode
  /** Buttons, the primary one last. */
  footer?: ReactNode
  width?: number
  /** Without a title bar, for a dialog that is a search field. */
  bare?: boolean
  className?: string
}

const firstControl = '.dialog-body :is(input, textarea, select, button), .dialog-foot button'

/** A modal window of the page. The browser keeps focus inside and gives it back; Escape and a press outside close it. */
export function Dialog({ title, description, onClose, children, footer, width = 480, bare = false, className = '' }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    const wanted = dialog.contains(document.activeElement) ? document.activeElement : dialog.querySelector(firstControl)
    if (!dialog.open) dialog.showModal()
    // Opening focuses the first button there is, which is the one that closes.
    if (wanted instanceof HTMLElement) wanted.focus()
    return () => dialog.close()
  }, [])
  return (
    <dialog
      ref={element}
      className={`dialog ${className}`}
      style={{ width }}
      aria-labelledby={bare ? undefined : titleId}
      aria-label={bare ? title : undefined}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === element.current && isOutside(event, element.current)) onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {!bare && (
        <header className="dialog-head">
          <div>
            <h2 id={titleId}>{title}</h2>
            {description && <p className="dialog-description selectable">{description}</p>}
          </div>
          <IconButton icon="x" label="Close" onClick={onClose} />
        </header>
      )}
      {children && <div className="dialog-body">{children}</div>}
      {footer && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  )
}

function isOutside(event: { clientX: number; clientY: number }, dialog: HTMLElement): boolean {
  const box = dialog.getBoundingClientRect()
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom
}
