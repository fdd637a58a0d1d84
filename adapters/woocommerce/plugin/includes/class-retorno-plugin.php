<?php
/**
 * Where the parts of the plugin are put together.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Starts everything once WooCommerce is there.
 */
class Retorno_Plugin {

	/**
	 * Called when the plugin's file is loaded.
	 */
	public static function start() {
		register_activation_hook( RETORNO_FILE, array( 'Retorno_Table', 'create' ) );
		register_deactivation_hook( RETORNO_FILE, array( 'Retorno_Outbox', 'rest' ) );
		add_action( 'before_woocommerce_init', array( __CLASS__, 'declare_compatibility' ) );
		add_action( 'woocommerce_loaded', array( __CLASS__, 'listen' ) );
		// Before WooCommerce, whose checkout fields are named at 0.
		add_action( 'init', array( __CLASS__, 'translate' ), -10 );
	}

	/**
	 * High-performance order storage and the cart and checkout blocks are at home here.
	 */
	public static function declare_compatibility() {
		if ( ! class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			return;
		}
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', RETORNO_FILE, true );
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', RETORNO_FILE, true );
	}

	/**
	 * The words of the plugin come with it, as PHP files, which WordPress reads without a build.
	 */
	public static function translate() {
		load_plugin_textdomain( 'retorno', false, dirname( plugin_basename( RETORNO_FILE ) ) . '/languages' );
	}

	/**
	 * Hooks that stand whether or not a store is connected.
	 */
	public static function listen() {
		Retorno_Table::listen();
		Retorno_Routes::listen();
		Retorno_Admin::listen();
		Retorno_Privacy::listen();
		Retorno_Outbox::listen();
		Retorno_Restore::listen();
		Retorno_Notices::listen();
		if ( ! Retorno_Connection::exists() ) {
			return;
		}
		Retorno_Capture::listen();
		Retorno_Script::listen();
		Retorno_Consent::listen();
		Retorno_Orders::listen();
		// WooCommerce 10.9 and later can remind of abandoned carts itself; nobody should get both.
		add_filter( 'woocommerce_abandoned_cart_recovery_suppress', '__return_true' );
	}
}
