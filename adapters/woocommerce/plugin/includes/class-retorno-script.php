<?php
/**
 * The small script of the checkout page.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Only typed fields need it: carts are learned of on the server. It carries nothing that a page cache could make stale.
 */
class Retorno_Script {

	/**
	 * Registers the script.
	 */
	public static function listen() {
		add_action( 'wp_enqueue_scripts', array( __CLASS__, 'enqueue' ) );
	}

	/**
	 * Adds the script to checkout pages.
	 */
	public static function enqueue() {
		if ( ! is_checkout() || is_order_received_page() || is_checkout_pay_page() ) {
			return;
		}
		$is_block = class_exists( 'WC_Blocks_Utils' ) && WC_Blocks_Utils::has_block_in_page( get_queried_object_id(), 'woocommerce/checkout' );
		wp_enqueue_script(
			'retorno-capture',
			plugins_url( 'assets/capture.js', RETORNO_FILE ),
			$is_block ? array( 'wp-data' ) : array(),
			RETORNO_VERSION,
			array(
				'in_footer' => true,
				'strategy'  => 'defer',
			)
		);
		wp_add_inline_script(
			'retorno-capture',
			'window.retornoCapture = ' . wp_json_encode( WC_AJAX::get_endpoint( Retorno_Capture::AJAX ), JSON_HEX_TAG | JSON_HEX_AMP ) . ';',
			'before'
		);
	}
}
