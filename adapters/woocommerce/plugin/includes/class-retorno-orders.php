<?php
/**
 * Our marks on orders.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * With them an order names the cart it ends and the reminder that led to it; nobody has to guess by e-mail.
 */
class Retorno_Orders {

	const CART      = '_retorno_cart';
	const REFERENCE = '_retorno_ref';

	/**
	 * Registers the hooks of both checkouts.
	 */
	public static function listen() {
		add_action( 'woocommerce_checkout_create_order', array( __CLASS__, 'mark_classic' ), 10, 2 );
		add_action( 'woocommerce_store_api_checkout_update_order_meta', array( __CLASS__, 'mark_and_save' ) );
		add_action( 'woocommerce_checkout_order_processed', array( __CLASS__, 'placed' ), 5 );
		add_action( 'woocommerce_store_api_checkout_order_processed', array( __CLASS__, 'placed' ), 5 );
		add_action( 'wp_loaded', array( __CLASS__, 'keep_reference' ), 20 );
	}

	/**
	 * Marks an order of the classic checkout, whose form may say more than any report of it did.
	 *
	 * @param WC_Order $order  The order, about to be saved.
	 * @param array    $fields The form's fields.
	 */
	public static function mark_classic( $order, $fields ) {
		Retorno_Consent::read_form( is_array( $fields ) ? $fields : array() );
		self::mark( $order );
	}

	/**
	 * Marks an order that is about to be saved.
	 *
	 * @param WC_Order $order The order.
	 */
	public static function mark( $order ) {
		$order->update_meta_data( self::CART, Retorno_Visit::cart_id() );
		$reference = Retorno_Visit::get( 'ref' );
		if ( '' !== $reference ) {
			$order->update_meta_data( self::REFERENCE, $reference );
		}
		foreach ( Retorno_Consent::FIELDS as $channel => $field ) {
			if ( Retorno_Consent::is_in( $channel ) ) {
				$order->update_meta_data( Retorno_Consent::ORDER_META . $field, '1' );
			}
		}
	}

	/**
	 * Marks an order of the block checkout, which is saved already. Only the marks are saved, not the whole order.
	 *
	 * @param WC_Order $order The order.
	 */
	public static function mark_and_save( $order ) {
		self::mark( $order );
		$order->save_meta_data();
	}

	/**
	 * An order was placed; from now on emptying the cart removes nothing.
	 *
	 * @param int|WC_Order $order The order or its id.
	 */
	public static function placed( $order ) {
		$order_id = $order instanceof WC_Order ? $order->get_id() : absint( $order );
		Retorno_Visit::keep( array( 'order_id' => $order_id ) );
		$cart_id = Retorno_Visit::get( 'cart_id' );
		if ( '' !== $cart_id ) {
			Retorno_Table::ordered( $cart_id, $order_id );
		}
	}

	/**
	 * A visit that began with one of our links remembers which.
	 */
	public static function keep_reference() {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended
		$given = isset( $_GET['retorno_ref'] ) && is_string( $_GET['retorno_ref'] ) ? sanitize_text_field( wp_unslash( $_GET['retorno_ref'] ) ) : '';
		if ( ! preg_match( '/^[A-Za-z0-9_-]{8,400}$/', $given ) || ! WC()->session ) {
			return;
		}
		if ( ! WC()->session->has_session() ) {
			WC()->session->set_customer_session_cookie( true );
		}
		Retorno_Visit::keep( array( 'ref' => $given ) );
	}
}
