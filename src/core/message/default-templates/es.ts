import { paymentLetter, reminder } from './letter.ts';
import type { DefaultTemplates } from './letter.ts';

const GREETING = 'Hola{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}:';
const ORDER = 'pedido{% if order.number %} {{ order.number }}{% endif %}';
const PAY_BY = '{% if order.pay_by %} Tienes hasta el {{ order.pay_by }} para pagar.{% endif %}';

export const ES_TEMPLATES: DefaultTemplates = {
  abandoned_cart: [
    reminder({
      subject:
        '{% if shopper.first_name %}{{ shopper.first_name }}, dejaste{% else %}Dejaste{% endif %} algo en {{ store.name }}',
      preheader: 'Tu carrito está guardado. Con un clic lo recuperas.',
      heading: 'Guardamos tu carrito',
      opening: `${GREETING}\n\nTu pedido en {{ store.name }} quedó sin terminar, así que guardamos lo que habías elegido. Cuando te venga bien, puedes seguir justo donde lo dejaste.`,
      button: 'Volver a mi carrito',
      closing: '¿Algo falló al finalizar la compra? Responde a este correo y lo solucionamos.',
    }),
    reminder({
      subject: '¿Te ayudamos con tu pedido?',
      preheader: '¿Dudas sobre el envío, el pago o los productos? Solo responde.',
      heading: '¿Te quedó alguna duda?',
      opening: `${GREETING}\n\nElegiste algunos productos en {{ store.name }} y no terminaste el pedido. Quizá te quedó una duda sobre la talla, el plazo de entrega, el pago o los cambios.\n\nResponde a este correo y cuéntanos. Te ayudamos con gusto.`,
      button: 'Ver mi carrito',
    }),
    reminder({
      subject: 'Un último mensaje sobre tu carrito',
      preheader: 'Después de este no te escribiremos más sobre él.',
      heading: 'Un último mensaje',
      opening: `${GREETING}\n\nEste es nuestro último correo sobre lo que elegiste en {{ store.name }}. Si todavía lo quieres, tu carrito está a un clic.\n\nY si no, no pasa nada. No te escribiremos más sobre esto.`,
      button: 'Ir a mi carrito',
    }),
  ],
  pending_payment: [
    paymentLetter({
      subject: `Tu ${ORDER} está pendiente de pago`,
      preheader:
        '{% if order.pay_by %}Tienes hasta el {{ order.pay_by }} para pagar.{% else %}Puedes completarlo aquí.{% endif %}',
      heading: 'Solo falta el pago',
      opening: `${GREETING}\n\nGracias por tu ${ORDER} en {{ store.name }}. Todavía no nos ha llegado el pago{% if order.total %} de {{ order.total }}{% endif %}.${PAY_BY}`,
      button: 'Ir al pago',
      closing:
        '¿Acabas de pagar? Entonces no tienes que hacer nada más. Algunos pagos tardan un poco en llegarnos.',
    }),
    paymentLetter({
      subject: `Recordatorio: tu ${ORDER} sigue sin pagar`,
      preheader: '¿Algo no funcionó? Responde y te ayudamos.',
      heading: 'Tu pedido sigue pendiente de pago',
      opening: `${GREETING}\n\nSeguimos esperando el pago{% if order.total %} de {{ order.total }}{% endif %} de tu ${ORDER}.${PAY_BY}\n\nSi algo no funcionó o prefieres pagar de otra forma, responde a este correo.`,
      button: 'Ir al pago',
      closing: '¿Ya pagaste? Entonces ignora este mensaje.',
    }),
  ],
  reactivation: [
    reminder({
      subject: 'Hace tiempo que no te vemos{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}',
      preheader: 'Un saludo de {{ store.name }}.',
      heading: 'Nos gustaría volver a verte',
      opening: `${GREETING}\n\nYa pasó un tiempo desde tu última visita a {{ store.name }}.{% if cart.item_count > 0 %} Esto es lo que habías elegido la última vez, por si todavía te interesa.{% else %} Si quieres echar un vistazo, nos dará gusto recibirte.{% endif %}`,
      button: 'Visitar la tienda',
    }),
  ],
};
