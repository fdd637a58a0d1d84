import type { DecisionWords } from './decision-words.ts';

export const PT_BR: DecisionWords = {
  none: 'desconhecido',
  ownPayment: {
    passed: 'O pedido aguarda pagamento (pedido {order}).',
    failed: 'O pedido não aguarda mais pagamento (pedido {order}).',
  },
  campaign: { passed: 'A campanha está em andamento.', failed: 'A campanha foi cancelada ou está pausada.' },
  checks: {
    store_inactive: { passed: 'A loja está ativa.', failed: 'A loja não está ativa ({state}).' },
    flow_off: { passed: 'O fluxo está ligado.', failed: 'O fluxo está desligado.' },
    before_flow_started: {
      passed: 'Abandonado depois que o fluxo foi ligado.',
      failed:
        'Abandonado em {anchorAt}, antes de o fluxo ser ligado ({enabledAt}) ou de a loja ser conectada ({connectedAt}).',
    },
    surfaced_too_late: {
      passed: 'Soubemos do carrinho a tempo.',
      failed: 'Soubemos do carrinho com {lateMs} de atraso; o máximo é {maxLatenessMs}.',
    },
    bought: { passed: 'Não comprou.', failed: 'O cliente comprou (pedido {order}).' },
    payment_pending: {
      passed: 'Nenhum pedido aguarda pagamento.',
      failed: 'Um pedido aguarda pagamento (pedido {order}).',
    },
    other_flow_speaks: {
      passed: 'Nenhum outro fluxo vem antes.',
      failed: 'Outro fluxo vem antes ({otherFlow}); aguardando até que termine.',
    },
    superseded: {
      passed: 'É o carrinho mais novo do cliente.',
      failed: 'O cliente tem um carrinho mais novo.',
    },
    closed: { passed: 'O carrinho está aberto.', failed: 'O carrinho está encerrado ({reason}).' },
    excluded: { passed: 'Nenhum filtro o exclui.', failed: 'Excluído por um filtro ({by}).' },
    too_late: {
      passed: 'Pode ir até {shelfEndsAt}.',
      failed: 'Era para {dueAt} e é tarde demais desde {shelfEndsAt}.',
    },
    orders_not_fresh: {
      passed: 'Os pedidos mais novos da loja são conhecidos.',
      failed: 'Os pedidos mais novos da loja não são conhecidos (vistos até {ordersSeenUntil}).',
    },
    conditions_unmet: {
      passed: 'O passo vale para carrinhos como este.',
      failed: 'O passo vale para outros carrinhos ({by}).',
    },
    recent_buyer: {
      passed: 'Nenhuma compra recente.',
      failed: 'O cliente comprou há pouco (pedido {order}); aguardando até {coolOffUntil}.',
    },
    human_took_over: {
      passed: 'Ninguém da loja está conversando com o cliente.',
      failed: 'Alguém da loja está conversando com o cliente; aguardando até {restUntil}.',
    },
    platform_already_sent: {
      passed: 'A plataforma não enviou lembrete que conte.',
      failed: 'A plataforma enviou o próprio lembrete em {remindedAt}; aguardando até {budgetUntil}.',
    },
    no_address: { passed: 'Há um endereço para {channel}.', failed: 'Não há endereço para {channel}.' },
    opted_out: { passed: 'Sem descadastro de {channel}.', failed: 'O cliente se descadastrou de {channel}.' },
    not_reachable: {
      passed: 'Pode ser alcançado por {channel}.',
      failed: 'Não pode ser alcançado por {channel} até {unreachableUntil}.',
    },
    consent_missing: {
      passed: 'O consentimento basta para {channel}.',
      failed: 'Sem consentimento para {channel}, e a regra ali é “{rule}” ({country}).',
    },
    template_missing: {
      passed: 'Há um texto no idioma do cliente.',
      failed: 'Não há texto no idioma do cliente ({locale}).',
    },
    all_out_of_stock: { passed: 'Há algo que pode ser comprado.', failed: 'Tudo no carrinho está esgotado.' },
    over_budget: {
      passed: 'Dentro do limite de mensagens.',
      failed: 'O cliente já recebeu mensagens suficientes; aguardando até {budgetUntil}.',
    },
    quiet_hours: {
      passed: 'Fora do horário de silêncio.',
      failed: 'Horário de silêncio ({from} às {to}, {zone}); aguardando até {quietUntil}.',
    },
    channel_down: { passed: '{channel} funciona.', failed: '{channel} não funciona no momento.' },
    coupon_missing: {
      passed: '{offer}',
      failed:
        'O cupom ainda não foi criado, porque a plataforma da loja não responde; nova tentativa em {retryAt}.',
    },
    holdout: {
      passed: 'Fora do grupo de controle.',
      failed: 'No grupo de controle ({percent} %), que não recebe mensagens.',
    },
  },
  codes: {
    abandoned_cart: 'carrinho abandonado',
    pending_payment: 'pagamento pendente',
    reactivation: 'reativação',
    removed: 'esvaziado ou removido',
    redacted: 'os dados do comprador foram apagados',
    superseded: 'um carrinho mais novo tomou o lugar',
    declined: 'o comprador recusou',
    by_hand: 'manualmente',
    order_cancelled: 'o pedido foi cancelado',
    order_refunded: 'o pedido foi reembolsado',
    expired: 'antigo demais',
    minimumTotal: 'total abaixo do mínimo',
    countries: 'país',
    languages: 'idioma',
    products: 'sem os produtos desejados',
    withoutProducts: 'com um produto indesejado',
    maximumTotal: 'total acima do máximo',
    shopper: 'cliente novo ou que volta',
    tags: 'sem a etiqueta desejada',
    withoutDomains: 'domínio do e-mail',
    registered: 'conta',
    offer_none: 'Este passo não oferece nada.',
    offer_transactional: 'Sem oferta: a mensagem é sobre um pedido.',
    offer_below_minimum: 'Sem oferta: o carrinho não atinge o mínimo.',
    offer_serial_abandoner: 'Sem oferta: o cliente já recebeu uma com um carrinho anterior.',
    offer_other_currency: 'Sem oferta: o carrinho está em outra moeda.',
    offer_not_supported: 'Sem oferta: a plataforma não cria cupons assim.',
    offer_refused: 'Sem oferta: a plataforma recusou o cupom.',
    offer_over: 'Sem oferta: o prazo acabou.',
    offer_given: 'A oferta vai junto.',
    offer_made: 'A oferta vai junto, com um cupom criado para este cliente.',
    offer_to_make: 'Um cupom é criado para este cliente antes do envio.',
    disposable_domain: 'e-mail descartável',
    burst: 'carrinhos demais de uma vez',
    email: 'e-mail',
    whatsapp: 'WhatsApp',
  },
};
