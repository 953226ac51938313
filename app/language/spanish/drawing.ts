/** What stands over the drawing and in the panels below it. */
export const drawingInSpanish = {
  'Zoom {share} percent. Set to 100 percent': 'Zoom {share} por ciento. Ponerlo al 100 por ciento',
  Fit: 'Ajustar',
  'Bring the whole design into view': 'Mostrar todo el diseño',
  'Arrange from left to right': 'Ordenar de izquierda a derecha',
  'Unlock the layout': 'Desbloquear la disposición',
  'Lock the layout': 'Bloquear la disposición',
  'Nothing of this design can be drawn yet': 'Todavía no se puede dibujar nada de este diseño',
  'Its file has components, but none without an error: Problems, below, says where and what to do.':
    'Su archivo tiene componentes, pero ninguno sin errores: Problemas, abajo, dice dónde y qué hacer.',
  'Nothing drawn yet': 'Todavía no hay nada dibujado',
  'Drag a component from the list on the left, or press Enter on one.':
    'Arrastre un componente de la lista de la izquierda, o pulse Intro sobre uno.',
  'Then draw a line from one card’s right edge to the next.':
    'Luego trace una línea desde el borde derecho de una tarjeta hasta la siguiente.',
  'Show the whole drawing again': 'Mostrar de nuevo todo el dibujo',
  'and what is connected through': 'y lo que está conectado a través',
  'Warm-up: left out of the figures': 'Calentamiento: no cuenta en las cifras',
  'Moment of the run': 'Momento de la ejecución',
  'Sampled requests are shown here when a run has ended: which calls each made, one after another or side by side, and where its time went.':
    'Aquí se muestran peticiones de muestra cuando termina una ejecución: qué llamadas hizo cada una, una tras otra o en paralelo, y en qué se fue su tiempo.',
  'Sampled requests': 'Peticiones de muestra',
  'Calls of the request': 'Llamadas de la petición',
  'own {time}': 'propio {time}',
  'Containers write their logs here while a design runs on Docker. A prediction has none.':
    'Aquí los contenedores escriben sus registros mientras un diseño se ejecuta en Docker. Una predicción no tiene ninguno.',
  'Filter lines': 'Filtrar líneas',
  Filter: 'Filtrar',
  '{count} line': '{count} línea',
  '{count} lines': '{count} líneas',
  '{shown} of {all}': '{shown} de {all}',
  'Copy these lines': 'Copiar estas líneas',
  'Nothing has been written yet.': 'Todavía no se ha escrito nada.',
  'No line contains that.': 'Ninguna línea contiene eso.',
  Log: 'Registro',
  Newest: 'Más recientes',
  '{count} line copied': '{count} línea copiada',
  '{count} lines copied': '{count} líneas copiadas',
  'The lines could not be copied: the system refused the clipboard.':
    'No se pudieron copiar las líneas: el sistema rechazó el portapapeles.',
  'Fit to members': 'Ajustar a los miembros',
  'Top left corner of {name}: arrow keys resize the group': 'Esquina superior izquierda de {name}: las flechas cambian el tamaño del grupo',
  'Top right corner of {name}: arrow keys resize the group': 'Esquina superior derecha de {name}: las flechas cambian el tamaño del grupo',
  'Bottom left corner of {name}: arrow keys resize the group':
    'Esquina inferior izquierda de {name}: las flechas cambian el tamaño del grupo',
  'Bottom right corner of {name}: arrow keys resize the group':
    'Esquina inferior derecha de {name}: las flechas cambian el tamaño del grupo',
}
