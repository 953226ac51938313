import type { Family } from './component.ts'

/** Words by which people look for a family of components, in English, Spanish and Portuguese; accents may be left out. */
export const familyWords: Record<Family, readonly string[]> = {
  traffic: ['traffic', 'users', 'clients', 'tráfico', 'usuarios', 'clientes', 'tráfego', 'usuários'],
  gateway: ['gateway', 'puerta de enlace', 'pasarela', 'porta de entrada', 'proxy inverso', 'proxy reverso'],
  balancer: ['load balancer', 'balanceador de carga', 'equilibrador', 'balanceamento de carga'],
  service: ['service', 'container', 'servicio', 'microservicio', 'contenedor', 'serviço', 'microsserviço', 'contêiner'],
  function: ['function', 'serverless', 'función', 'sin servidor', 'função', 'sem servidor'],
  queue: ['queue', 'messages', 'cola', 'mensajes', 'fila', 'mensagens'],
  topic: ['topic', 'notifications', 'publish', 'tema', 'notificaciones', 'publicar', 'tópico', 'notificações'],
  stream: ['stream', 'events', 'flujo', 'eventos', 'fluxo'],
  database: ['database', 'table', 'base de datos', 'tabla', 'banco de dados', 'tabela'],
  cache: ['cache', 'memory', 'caché', 'memoria', 'memória'],
  'object store': ['object store', 'files', 'bucket', 'almacenamiento de objetos', 'archivos', 'armazenamento de objetos', 'arquivos'],
  search: ['search', 'index', 'búsqueda', 'buscador', 'índice', 'busca', 'pesquisa'],
  discovery: ['discovery', 'registry', 'descubrimiento', 'registro', 'descoberta'],
  observability: [
    'metrics',
    'monitoring',
    'métricas',
    'monitorización',
    'supervisión',
    'observabilidad',
    'monitoramento',
    'observabilidade',
  ],
  pipeline: ['pipeline', 'delivery', 'canalización', 'entrega', 'esteira'],
  batch: ['batch', 'job', 'lote', 'trabajo por lotes', 'processamento em lote'],
  external: ['external', 'third party', 'externo', 'terceros', 'terceiros'],
}
