import { t, useLanguage } from './language/t.ts'
import './App.css'
import { Canvas } from './canvas/Canvas.tsx'
import { FocusChip } from './canvas/FocusChip.tsx'
import { Dock } from './dock/Dock.tsx'
import { Inspector } from './inspector/Inspector.tsx'
import { Palette } from './palette/Palette.tsx'
import { TooltipLayer } from './parts/TooltipLayer.tsx'
import { Presenter } from './presentation/Presenter.tsx'
import { useIsPresenting } from './presentation/presentation-store.ts'
import { RunBanner } from './run/RunBanner.tsx'
import { Dialogs } from './shell/Dialogs.tsx'
import { PanelEdge } from './shell/PanelEdge.tsx'
import { Toasts } from './shell/Toasts.tsx'
import { TopBar } from './shell/TopBar.tsx'
import { useDesignStore } from './state/design-store.ts'
import { useSettingsStore } from './state/settings-store.ts'
import { Welcome } from './welcome/Welcome.tsx'

/** The window's layout: top bar, palette, canvas, inspector and dock; the welcome screen when no design is open. */
export function App() {
  const open = useDesignStore((state) => state.open)
  // Everything is drawn anew in another language.
  const language = useLanguage()
  const isPresenting = useIsPresenting()
  return (
    <div className={`window ${isPresenting ? 'window-presenting' : ''}`} key={language}>
      {!isPresenting && <TopBar />}
      {open ? <Workbench /> : <Welcome />}
      <Dialogs />
      <Toasts />
      <TooltipLayer />
    </div>
  )
}

/** The page's heading, which the eye finds in the top bar. */
function DesignName() {
  const name = useDesignStore((state) => state.design.name ?? state.name)
  return <h1 className="visually-hidden">{name}</h1>
}

/** Of what is presented the canvas alone. */
const alone = { gridTemplateColumns: '0px minmax(0, 1fr) 0px', gridTemplateRows: 'minmax(0, 1fr) 0px' }

function Workbench() {
  const settings = useSettingsStore((state) => state)
  const isPresenting = useIsPresenting()
  const style = {
    gridTemplateColumns: `${settings.paletteOpen ? `${settings.paletteWidth}px` : '0px'} minmax(0, 1fr) ${settings.inspectorOpen ? `${settings.inspectorWidth}px` : '0px'}`,
    gridTemplateRows: `minmax(0, 1fr) ${settings.dockOpen ? `${settings.dockHeight}px` : '34px'}`,
  }
  return (
    <div className="workbench" style={isPresenting ? alone : style}>
      <aside className="panel panel-palette" aria-label={t('Components')} hidden={isPresenting || !settings.paletteOpen}>
        <Palette />
        <PanelEdge setting="paletteWidth" side="right" label={t('Width of the component list')} />
      </aside>
      <main className="panel-canvas" aria-label={t('Canvas')}>
        <DesignName />
        <Canvas />
        {isPresenting ? (
          <Presenter />
        ) : (
          <div className="canvas-banner">
            <RunBanner />
            <FocusChip />
          </div>
        )}
      </main>
      <aside className="panel panel-inspector" aria-label={t('Inspector')} hidden={isPresenting || !settings.inspectorOpen}>
        <Inspector />
        <PanelEdge setting="inspectorWidth" side="left" label={t('Width of the inspector')} />
      </aside>
      <section className="panel panel-dock" aria-label={t('Dock')} hidden={isPresenting}>
        <Dock />
        {settings.dockOpen && <PanelEdge setting="dockHeight" side="top" label={t('Height of the dock')} />}
      </section>
    </div>
  )
}
