<?php
/**
 * Notices on pages made of blocks.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * The cart and checkout blocks leave WooCommerce's notices unsaid; after a link they are said above them.
 */
class Retorno_Notices {

	/**
	 * Registers the blocks.
	 */
	public static function listen() {
		add_filter( 'render_block_woocommerce/cart', array( __CLASS__, 'before_block' ) );
		add_filter( 'render_block_woocommerce/checkout', array( __CLASS__, 'before_block' ) );
	}

	/**
	 * What waits to be said, above the block.
	 *
	 * @param string $html The block.
	 * @return string
	 */
	public static function before_block( $html ) {
		if ( is_admin() || ! function_exists( 'wc_print_notices' ) || ! WC()->session || 0 === wc_notice_count( 'notice' ) ) {
			return $html;
		}
		return '<div class="woocommerce woocommerce-notices-wrapper">' . wc_print_notices( true ) . '</div>' . $html;
	}
}
