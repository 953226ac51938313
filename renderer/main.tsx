import { createRoot } from 'react-dom/client'
import { followLanguage } from './language/t.ts'
import './styles/base.css'
import { App } from './App.tsx'
import { start } from './shell/start.ts'
import { followTheme } from './shell/theme.ts'

followTheme()
followLanguage()
void start()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
