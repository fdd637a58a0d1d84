<?php
/**
 * The plugin's words.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => 'retorno',
	'language' => 'pt_BR',
	'messages' => array(
		'Settings' => 'Configurações',
		'You may not do this.' => 'Você não pode fazer isso.',
		'Address or secret are not as Retorno shows them.' => 'O endereço ou o segredo não são como o Retorno os mostra.',
		'Saved.' => 'Salvo.',
		'storeId is missing or not an id.' => 'storeId não veio ou não é um identificador.',
		'webhookUrl is not a web address.' => 'webhookUrl não é um endereço da web.',
		'webhookSecret has 16 to 200 characters.' => 'webhookSecret tem de 16 a 200 caracteres.',
		'You may also write to me on WhatsApp' => 'Também podem me escrever pelo WhatsApp',
		'Carts left (Retorno)' => 'Carrinhos deixados (Retorno)',
		'Carts left' => 'Carrinhos deixados',
		'Retorno was asked to erase what it holds of this person.' => 'Pedimos ao Retorno que apague o que guarda desta pessoa.',
		'<p>When you begin a checkout, we keep your cart together with the e-mail address, telephone number and name you type, even if you do not place the order, so that we can remind you of it. The reminders are sent for us by Retorno. Every reminder says how to end them.</p>' => '<p>Quando você começa a finalizar uma compra, guardamos o seu carrinho com o e-mail, o telefone e o nome que você digita, mesmo que não conclua o pedido, para podermos lembrar você dele. Os lembretes são enviados em nosso nome pelo Retorno. Todo lembrete diz como não receber mais nenhum.</p>',
		'E-mail' => 'E-mail',
		'Telephone' => 'Telefone',
		'Name' => 'Nome',
		'Products' => 'Produtos',
		'Last changed' => 'Última alteração',
		'“%s” is no longer available. Quantity: 0.' => '“%s” não está mais disponível. Quantidade: 0.',
		'“%s” is sold out. Quantity: 0.' => '“%s” está esgotado. Quantidade: 0.',
		'Of “%1$s” only %2$s can be had now.' => 'De “%1$s” só há %2$s no momento.',
		'This link is not valid. Your cart is as it was.' => 'Este link não é válido. O seu carrinho está como estava.',
		'This cart is no longer kept. Your cart is as it was.' => 'Este carrinho não está mais guardado. O seu carrinho está como estava.',
		'The order of this cart was placed already.' => 'O pedido deste carrinho já foi feito.',
		'No store of Retorno is connected.' => 'Nenhuma loja do Retorno está conectada.',
		'You may e-mail me about what I leave in my cart' => 'Podem me escrever por e-mail sobre o que eu deixar no carrinho',
		'Connection' => 'Conexão',
		'Open Retorno and connect this shop there: it then finds this plugin by itself. If your shop was connected by command, paste what it printed.' => 'Abra o Retorno e conecte esta loja por lá: ele encontra este plugin sozinho. Se a loja foi conectada por comando, cole o que ele mostrou.',
		'Webhook address' => 'Endereço do webhook',
		'Webhook secret' => 'Segredo do webhook',
		'Connect' => 'Conectar',
		'Connected to %s.' => 'Conectado a %s.',
		'Waiting for delivery: %s.' => 'Aguardando entrega: %s.',
		'Last delivery: %s.' => 'Última entrega: %s.',
		'Disconnect' => 'Desconectar',
		'Consent at the checkout' => 'Consentimento ao finalizar a compra',
		'Box' => 'Caixa',
		'Ask whether reminders by e-mail are welcome' => 'Perguntar se lembretes por e-mail são bem-vindos',
		'Ask the same for WhatsApp' => 'Perguntar o mesmo para o WhatsApp',
		'Never ticked beforehand and never required. Whether reminders need it is decided by the consent policy in Retorno.' => 'Nunca vem marcada e nunca é obrigatória. Se os lembretes precisam dela, decide a política de consentimento no Retorno.',
		'Words beside the box' => 'Texto ao lado da caixa',
	),
);
