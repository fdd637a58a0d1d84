<?php
/**
 * The plugin's words.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => 'retorno',
	'language' => 'es_ES',
	'messages' => array(
		'Settings' => 'Ajustes',
		'You may not do this.' => 'No puedes hacer esto.',
		'Address or secret are not as Retorno shows them.' => 'La dirección o el secreto no son como los muestra Retorno.',
		'Saved.' => 'Guardado.',
		'storeId is missing or not an id.' => 'storeId falta o no es un identificador.',
		'webhookUrl is not a web address.' => 'webhookUrl no es una dirección web.',
		'webhookSecret has 16 to 200 characters.' => 'webhookSecret tiene de 16 a 200 caracteres.',
		'You may also write to me on WhatsApp' => 'También podéis escribirme por WhatsApp',
		'Carts left (Retorno)' => 'Carritos abandonados (Retorno)',
		'Carts left' => 'Carritos abandonados',
		'Retorno was asked to erase what it holds of this person.' => 'Se ha pedido a Retorno que borre lo que guarda de esta persona.',
		'<p>When you begin a checkout, we keep your cart together with the e-mail address, telephone number and name you type, even if you do not place the order, so that we can remind you of it. The reminders are sent for us by Retorno. Every reminder says how to end them.</p>' => '<p>Cuando empiezas a finalizar una compra, guardamos tu carrito con el correo electrónico, el teléfono y el nombre que escribes, aunque no hagas el pedido, para poder recordártelo. Los recordatorios los envía Retorno en nuestro nombre. Cada recordatorio dice cómo dejar de recibirlos.</p>',
		'E-mail' => 'Correo electrónico',
		'Telephone' => 'Teléfono',
		'Name' => 'Nombre',
		'Products' => 'Productos',
		'Last changed' => 'Último cambio',
		'“%s” is no longer available. Quantity: 0.' => '«%s» ya no está disponible. Cantidad: 0.',
		'“%s” is sold out. Quantity: 0.' => '«%s» está agotado. Cantidad: 0.',
		'Of “%1$s” only %2$s can be had now.' => 'De «%1$s» ahora solo hay %2$s.',
		'This link is not valid. Your cart is as it was.' => 'Este enlace no es válido. Tu carrito sigue como estaba.',
		'This cart is no longer kept. Your cart is as it was.' => 'Este carrito ya no se guarda. Tu carrito sigue como estaba.',
		'The order of this cart was placed already.' => 'El pedido de este carrito ya se hizo.',
		'No store of Retorno is connected.' => 'No hay ninguna tienda de Retorno conectada.',
		'You may e-mail me about what I leave in my cart' => 'Podéis escribirme por correo sobre lo que deje en el carrito',
		'Connection' => 'Conexión',
		'Open Retorno and connect this shop there: it then finds this plugin by itself. If your shop was connected by command, paste what it printed.' => 'Abre Retorno y conecta allí esta tienda: encuentra este plugin por sí solo. Si la tienda se conectó por comando, pega lo que mostró.',
		'Webhook address' => 'Dirección del webhook',
		'Webhook secret' => 'Secreto del webhook',
		'Connect' => 'Conectar',
		'Connected to %s.' => 'Conectado a %s.',
		'Waiting for delivery: %s.' => 'Pendientes de entrega: %s.',
		'Last delivery: %s.' => 'Última entrega: %s.',
		'Disconnect' => 'Desconectar',
		'Consent at the checkout' => 'Consentimiento al finalizar la compra',
		'Box' => 'Casilla',
		'Ask whether reminders by e-mail are welcome' => 'Preguntar si los recordatorios por correo son bienvenidos',
		'Ask the same for WhatsApp' => 'Preguntar lo mismo para WhatsApp',
		'Never ticked beforehand and never required. Whether reminders need it is decided by the consent policy in Retorno.' => 'Nunca viene marcada y nunca es obligatoria. Si los recordatorios la necesitan lo decide la política de consentimiento de Retorno.',
		'Words beside the box' => 'Texto junto a la casilla',
	),
);
