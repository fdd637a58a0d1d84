import { paymentLetter, reminder } from './letter.ts';
import type { DefaultTemplates } from './letter.ts';

const GREETING = 'Olá{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}!';
const ORDER = 'pedido{% if order.number %} {{ order.number }}{% endif %}';
const PAY_BY = '{% if order.pay_by %} Você tem até {{ order.pay_by }} para pagar.{% endif %}';

export const PT_BR_TEMPLATES: DefaultTemplates = {
  abandoned_cart: [
    reminder({
      subject:
        '{% if shopper.first_name %}{{ shopper.first_name }}, você{% else %}Você{% endif %} deixou algo em {{ store.name }}',
      preheader: 'Seu carrinho está salvo. Com um clique, ele volta.',
      heading: 'Guardamos o seu carrinho',
      opening: `${GREETING}\n\nSeu pedido em {{ store.name }} não foi concluído, então guardamos o que você escolheu. Quando for melhor para você, é só continuar de onde parou.`,
      button: 'Voltar ao meu carrinho',
      closing: 'Algo deu errado na hora de finalizar? Responda a este e-mail e a gente resolve.',
    }),
    reminder({
      subject: 'Podemos ajudar com o seu pedido?',
      preheader: 'Dúvida sobre entrega, pagamento ou produto? É só responder.',
      heading: 'Ficou alguma dúvida?',
      opening: `${GREETING}\n\nVocê escolheu alguns produtos em {{ store.name }} e não concluiu o pedido. Talvez tenha ficado uma dúvida sobre tamanho, prazo de entrega, pagamento ou troca.\n\nResponda a este e-mail e conte para a gente. Vai ser um prazer ajudar.`,
      button: 'Ver meu carrinho',
    }),
    reminder({
      subject: 'Um último lembrete sobre o seu carrinho',
      preheader: 'Depois deste, não escreveremos mais sobre ele.',
      heading: 'Um último lembrete',
      opening: `${GREETING}\n\nEste é o nosso último e-mail sobre o que você escolheu em {{ store.name }}. Se ainda quiser, seu carrinho está a um clique.\n\nE se não quiser, tudo bem. Não escreveremos mais sobre isso.`,
      button: 'Ir para o meu carrinho',
    }),
  ],
  pending_payment: [
    paymentLetter({
      subject: `Seu ${ORDER} está aguardando o pagamento`,
      preheader:
        '{% if order.pay_by %}Você tem até {{ order.pay_by }} para pagar.{% else %}Você pode concluir por aqui.{% endif %}',
      heading: 'Só falta o pagamento',
      opening: `${GREETING}\n\nAgradecemos pelo seu ${ORDER} em {{ store.name }}. Ainda não recebemos o pagamento{% if order.total %} de {{ order.total }}{% endif %}.${PAY_BY}`,
      button: 'Ir para o pagamento',
      closing:
        'Acabou de pagar? Então não precisa fazer mais nada. Alguns pagamentos demoram um pouco para chegar até nós.',
    }),
    paymentLetter({
      subject: `Lembrete: seu ${ORDER} ainda não foi pago`,
      preheader: 'Algo não funcionou? Responda e nós ajudamos.',
      heading: 'Seu pedido ainda não foi pago',
      opening: `${GREETING}\n\nAinda estamos aguardando o pagamento{% if order.total %} de {{ order.total }}{% endif %} do seu ${ORDER}.${PAY_BY}\n\nSe algo não funcionou, ou se você prefere pagar de outra forma, responda a este e-mail.`,
      button: 'Ir para o pagamento',
      closing: 'Já pagou? Então desconsidere esta mensagem.',
    }),
  ],
  reactivation: [
    reminder({
      subject: 'Faz um tempinho{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}',
      preheader: 'Um oi de {{ store.name }}.',
      heading: 'Vai ser bom ver você de novo',
      opening: `${GREETING}\n\nFaz um tempinho que você não passa por {{ store.name }}.{% if cart.item_count > 0 %} Aqui está o que você tinha escolhido da última vez, caso ainda queira.{% else %} Se quiser dar uma olhada, vai ser um prazer receber você.{% endif %}`,
      button: 'Visitar a loja',
    }),
  ],
};
