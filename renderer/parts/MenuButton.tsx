import { type ReactNode, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { Menu, type MenuItem } from './Menu.tsx'

interface MenuButtonProps {
  /** What the menu is for, before the children are read aloud; without them the button's whole name. */
  label: string
  /** Asked when the menu opens, so that items are true at that moment. */
  items: () => MenuItem[]
  icon?: string
  /** Absent: the button shows its icon alone. */
  children?: ReactNode
  variant?: 'plain' | 'ghost'
  disabled?: boolean
  align?: 'left' | 'right'
  /** Called when the pointer or the focus comes to the button: time to fetch what the items need. */
  onNear?: () => void
}

/** A button that opens a menu under itself. */
export function MenuButton({ label, items, icon, children, variant = 'plain', disabled = false, align = 'left', onNear }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const toggle = () => {
    const box = button.current?.getBoundingClientRect()
    setAt(at || !box ? null : { x: align === 'left' ? box.left : box.right - 240, y: box.bottom + 4 })
  }
  const shared = {
    ref: button,
    disabled,
    onClick: toggle,
    onPointerEnter: onNear,
    onFocus: onNear,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': at !== null,
  }
  return (
    <>
      {children ? (
        <Button {...shared} variant={variant} {...(icon ? { icon } : {})} iconAfter="chevron-down">
          {/* What is read aloud begins with what the menu is for, and goes on with what is seen. */}
          <span className="visually-hidden">{label} </span>
          {children}
        </Button>
      ) : (
        <IconButton {...shared} icon={icon ?? 'menu'} label={label} />
      )}
      {at && <Menu at={at} label={label} items={items()} opener={button} onClose={() => setAt(null)} />}
    </>
  )
}
