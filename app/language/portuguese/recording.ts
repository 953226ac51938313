/** A run as a video, in Portuguese. */
export const recordingInPortuguese = {
  'Record the run as a video': 'Gravar a execução como vídeo',
  'Record the run as a video…': 'Gravar a execução como vídeo…',
  'The run is played once and kept as WebM, which browsers, chats and slides show.':
    'A execução é reproduzida uma vez e guardada como WebM, que navegadores, chats e apresentações mostram.',
  Record: 'Gravar',
  'Stop recording': 'Parar a gravação',
  Recording: 'Gravando',
  Preview: 'Prévia',
  'Length of the video': 'Duração do vídeo',
  'Save video': 'Salvar vídeo',
  'Video saved as {name}.': 'Vídeo salvo como {name}.',
}
