/** What stands over the drawing and in the panels below it. */
export const drawingInPortuguese = {
  'Zoom {share} percent. Set to 100 percent': 'Zoom de {share} por cento. Mudar para 100 por cento',
  Fit: 'Ajustar',
  'Bring the whole design into view': 'Mostrar o projeto inteiro',
  'Arrange from left to right': 'Organizar da esquerda para a direita',
  'Unlock the layout': 'Desbloquear a disposição',
  'Lock the layout': 'Bloquear a disposição',
  'Nothing of this design can be drawn yet': 'Ainda não é possível desenhar nada deste projeto',
  'Its file has components, but none without an error: Problems, below, says where and what to do.':
    'O arquivo tem componentes, mas nenhum sem erro: Problemas, abaixo, diz onde e o que fazer.',
  'Nothing drawn yet': 'Ainda não há nada desenhado',
  'Drag a component from the list on the left, or press Enter on one.':
    'Arraste um componente da lista à esquerda, ou pressione Enter sobre um.',
  'Then draw a line from one card’s right edge to the next.': 'Depois trace uma linha da borda direita de um cartão até o próximo.',
  'Show the whole drawing again': 'Mostrar de novo o desenho inteiro',
  'and what is connected through': 'e o que está conectado através',
  'Warm-up: left out of the figures': 'Aquecimento: fora dos números',
  'Moment of the run': 'Momento da execução',
  'Sampled requests are shown here when a run has ended: which calls each made, one after another or side by side, and where its time went.':
    'Aqui são mostradas requisições de amostra quando uma execução termina: que chamadas cada uma fez, uma após a outra ou lado a lado, e para onde foi o seu tempo.',
  'Sampled requests': 'Requisições de amostra',
  'Calls of the request': 'Chamadas da requisição',
  'own {time}': 'próprio {time}',
  'Containers write their logs here while a design runs on Docker. A prediction has none.':
    'Aqui os contêineres escrevem seus logs enquanto um projeto roda no Docker. Uma previsão não tem nenhum.',
  'Filter lines': 'Filtrar linhas',
  Filter: 'Filtrar',
  '{count} line': '{count} linha',
  '{count} lines': '{count} linhas',
  '{shown} of {all}': '{shown} de {all}',
  'Copy these lines': 'Copiar estas linhas',
  'Nothing has been written yet.': 'Ainda não foi escrito nada.',
  'No line contains that.': 'Nenhuma linha contém isso.',
  Log: 'Log',
  Newest: 'Mais recentes',
  '{count} line copied': '{count} linha copiada',
  '{count} lines copied': '{count} linhas copiadas',
  'The lines could not be copied: the system refused the clipboard.':
    'Não foi possível copiar as linhas: o sistema recusou a área de transferência.',
}
