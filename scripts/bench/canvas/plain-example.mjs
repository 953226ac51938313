// React Flow's plain example: its own nodes and edges and nothing else, as many as the design has, where the design has them.
import { Background, Controls, MiniMap, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

function Example({ drawn }) {
  const [nodes, , onNodesChange] = useNodesState(drawn.nodes)
  const [edges, , onEdgesChange] = useEdgesState(drawn.edges)
  const parts = [Background, Controls, MiniMap].map((part, key) => createElement(part, { key }))
  return createElement(ReactFlow, { nodes, edges, onNodesChange, onEdgesChange, fitView: true, minZoom: 0.05 }, ...parts)
}

window.showExample = (drawn) => createRoot(document.getElementById('root')).render(createElement(Example, { drawn }))
