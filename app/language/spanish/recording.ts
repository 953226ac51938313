/** A run as a video, in Spanish. */
export const recordingInSpanish = {
  'Record the run as a video': 'Grabar la ejecución como vídeo',
  'Record the run as a video…': 'Grabar la ejecución como vídeo…',
  'The run is played once and kept as WebM, which browsers, chats and slides show.':
    'La ejecución se reproduce una vez y se guarda como WebM, que muestran navegadores, chats y presentaciones.',
  Record: 'Grabar',
  'Stop recording': 'Detener la grabación',
  Recording: 'Grabando',
  Preview: 'Vista previa',
  'Length of the video': 'Duración del vídeo',
  'Save video': 'Guardar vídeo',
  'Video saved as {name}.': 'Vídeo guardado como {name}.',
}
