import type { DecisionWords } from './decision-words.ts';

export const ES: DecisionWords = {
  none: 'desconocido',
  ownPayment: {
    passed: 'El pedido espera el pago (pedido {order}).',
    failed: 'El pedido ya no espera el pago (pedido {order}).',
  },
  ended: {
    passed: 'Los recordatorios continúan.',
    failed: 'Los recordatorios de este carrito terminaron ({reason}).',
  },
  over: { passed: 'Los recordatorios continúan.', failed: 'Los recordatorios de este carrito terminaron.' },
  campaign: { passed: 'La campaña está en marcha.', failed: 'La campaña se canceló o está en pausa.' },
  checks: {
    store_inactive: { passed: 'La tienda está activa.', failed: 'La tienda no está activa ({state}).' },
    flow_off: { passed: 'La automatización está activada.', failed: 'La automatización está desactivada.' },
    before_flow_started: {
      passed: 'Abandonado después de activar la automatización.',
      failed:
        'Abandonado el {anchorAt}, antes de activar la automatización ({enabledAt}) o de conectar la tienda ({connectedAt}).',
    },
    surfaced_too_late: {
      passed: 'Supimos del carrito a tiempo.',
      failed: 'Supimos del carrito con {lateMs} de retraso; el máximo es {maxLatenessMs}.',
    },
    bought: { passed: 'Aún no compró.', failed: 'El cliente compró (pedido {order}).' },
    payment_pending: {
      passed: 'Ningún pedido espera el pago.',
      failed: 'Un pedido espera el pago (pedido {order}).',
    },
    other_flow_speaks: {
      passed: 'Ninguna otra automatización va antes.',
      failed: 'Otra automatización va antes ({otherFlow}); se espera a que termine.',
    },
    superseded: {
      passed: 'Es el carrito más nuevo del cliente.',
      failed: 'El cliente tiene un carrito más nuevo.',
    },
    closed: { passed: 'El carrito está abierto.', failed: 'El carrito está cerrado ({reason}).' },
    excluded: { passed: 'Ningún filtro lo excluye.', failed: 'Excluido por un filtro ({by}).' },
    too_late: {
      passed: 'Puede salir hasta {shelfEndsAt}.',
      failed: 'Era para {dueAt} y es demasiado tarde desde {shelfEndsAt}.',
    },
    orders_not_fresh: {
      passed: 'Se conocen los pedidos más nuevos de la tienda.',
      failed: 'No se conocen los pedidos más nuevos de la tienda (vistos hasta {ordersSeenUntil}).',
    },
    conditions_unmet: {
      passed: 'Este recordatorio es para carritos como este.',
      failed: 'Este recordatorio es para otros carritos ({by}).',
    },
    recent_buyer: {
      passed: 'Ninguna compra reciente.',
      failed: 'El cliente compró hace poco (pedido {order}); se espera hasta {coolOffUntil}.',
    },
    human_took_over: {
      passed: 'Nadie de la tienda está hablando con el cliente.',
      failed: 'Alguien de la tienda está hablando con el cliente; se espera hasta {restUntil}.',
    },
    platform_already_sent: {
      passed: 'La plataforma no envió un recordatorio que cuente.',
      failed: 'La plataforma envió su propio recordatorio el {remindedAt}; se espera hasta {budgetUntil}.',
    },
    no_address: { passed: 'Hay una dirección para {channel}.', failed: 'No hay dirección para {channel}.' },
    opted_out: { passed: 'Sin baja de {channel}.', failed: 'El cliente se dio de baja de {channel}.' },
    not_reachable: {
      passed: 'Se le puede contactar por {channel}.',
      failed: 'No se le puede contactar por {channel} hasta {unreachableUntil}.',
    },
    consent_missing: {
      passed: 'El consentimiento basta para {channel}.',
      failed: 'Sin consentimiento para {channel}, y la regla allí es «{rule}» ({country}).',
    },
    template_missing: {
      passed: 'Hay un texto en el idioma del cliente.',
      failed: 'No hay texto en el idioma del cliente ({locale}).',
    },
    all_out_of_stock: {
      passed: 'Hay algo que se puede comprar.',
      failed: 'Todo lo del carrito está agotado.',
    },
    over_budget: {
      passed: 'Dentro del límite de mensajes.',
      failed: 'El cliente ya recibió suficientes mensajes; se espera hasta {budgetUntil}.',
    },
    quiet_hours: {
      passed: 'Fuera del horario de silencio.',
      failed: 'Horario de silencio (de {from} a {to}, {zone}); se espera hasta {quietUntil}.',
    },
    channel_down: { passed: '{channel} funciona.', failed: '{channel} no funciona en este momento.' },
    coupon_missing: {
      passed: '{offer}',
      failed:
        'El cupón aún no está creado porque la plataforma de la tienda no responde; se pregunta de nuevo el {retryAt}.',
    },
    holdout: {
      passed: 'Fuera del grupo de control.',
      failed: 'En el grupo de control ({percent} %), que no recibe mensajes.',
    },
  },
  codes: {
    abandoned_cart: 'carrito abandonado',
    pending_payment: 'pago pendiente',
    reactivation: 'reactivación',
    removed: 'vaciado o eliminado',
    redacted: 'se borraron los datos del cliente',
    superseded: 'un carrito más nuevo ocupa su lugar',
    declined: 'el cliente lo rechazó',
    by_hand: 'a mano',
    order_cancelled: 'su pedido se canceló',
    order_refunded: 'su pedido se reembolsó',
    expired: 'demasiado antiguo',
    no_step_left: 'ya se hicieron todos',
    idle_for_seven_days: 'siete días sin actividad',
    bought: 'el cliente compró',
    paused: 'en pausa',
    uninstalled: 'desinstalada',
    soft: 'también sin respuesta',
    explicit: 'solo con consentimiento',
    minimumTotal: 'total por debajo del mínimo',
    countries: 'país',
    languages: 'idioma',
    products: 'sin los productos deseados',
    withoutProducts: 'con un producto no deseado',
    maximumTotal: 'total por encima del máximo',
    shopper: 'cliente nuevo o que vuelve',
    tags: 'sin la etiqueta deseada',
    withoutDomains: 'dominio del correo',
    registered: 'cuenta',
    offer_none: 'Este recordatorio no ofrece nada.',
    offer_transactional: 'Sin oferta: el mensaje es sobre un pedido.',
    offer_below_minimum: 'Sin oferta: el carrito no llega al mínimo.',
    offer_serial_abandoner: 'Sin oferta: el cliente ya recibió una con un carrito anterior.',
    offer_other_currency: 'Sin oferta: el carrito está en otra moneda.',
    offer_not_supported: 'Sin oferta: la plataforma no crea cupones así.',
    offer_refused: 'Sin oferta: la plataforma rechazó el cupón.',
    offer_over: 'Sin oferta: su plazo terminó.',
    offer_given: 'La oferta va incluida.',
    offer_made: 'La oferta va incluida, con un cupón creado para este cliente.',
    offer_to_make: 'Se crea un cupón para este cliente antes del envío.',
    disposable_domain: 'correo desechable',
    burst: 'demasiados carritos a la vez',
    email: 'correo electrónico',
    whatsapp: 'WhatsApp',
  },
};
